package io.rmix.javarmi;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.spi.CallContext;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.ConnectionOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.rmi.server.RMIClientSocketFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connections to one address. An idle one is used again while the peer keeps it open, and closed after a time. */
final class Sockets {
    private static final ConnectionOption<Duration> IDLE = ConnectionOption.duration(
            "idle",
            Duration.ofMillis(100),
            Duration.ofMinutes(4),
            Duration.ofSeconds(15),
            "how long a connection is kept without a call");

    /** What links may say. */
    static final List<ConnectionOption<?>> OPTIONS = List.of(ConnectionOption.CONNECT_TIMEOUT, IDLE);

    private final String host;
    private final int port;
    private final @Nullable RMIClientSocketFactory factory;
    private final ScheduledExecutorService timer;
    private final int connectMillis;
    private final long idleNanos;
    private final ArrayDeque<ClientSocket> idle = new ArrayDeque<>();
    private final Set<ClientSocket> all = new HashSet<>();
    private boolean sweeping;
    private boolean closed;

    /** @param factory of the server's choice, or null */
    Sockets(String host, int port, @Nullable RMIClientSocketFactory factory, ClientEnvironment environment) {
        this.host = host;
        this.port = port;
        this.factory = factory;
        this.timer = environment.timer();
        this.connectMillis =
                (int) ConnectionOption.CONNECT_TIMEOUT.in(environment).toMillis();
        this.idleNanos = IDLE.in(environment).toNanos();
    }

    /** A connection for one request, to be given back, or else {@link #discard}ed. */
    ClientSocket take(long deadline) throws WireException {
        if (Thread.currentThread().isInterrupted())
            throw new WireException(Code.CANCELLED, Outcome.NOT_INVOKED, "the thread is interrupted", null);
        while (true) {
            ClientSocket socket;
            synchronized (this) {
                if (closed) throw closed();
                socket = idle.pollLast();
            }
            if (socket == null) return open(deadline);
            if (socket.isAlive()) return socket;
            discard(socket);
        }
    }

    private static WireException closed() {
        return new WireException(Code.CLOSED, Outcome.NOT_INVOKED, "the connection is closed", null);
    }

    private ClientSocket open(long deadline) throws WireException {
        try {
            ClientSocket socket = new ClientSocket(connect(deadline), connectMillis);
            synchronized (this) {
                if (closed) {
                    socket.close();
                    throw closed();
                }
                all.add(socket);
            }
            try {
                socket.handshake(deadline);
            } catch (IOException e) {
                discard(socket);
                throw e;
            }
            return socket;
        } catch (ClosedByInterruptException e) {
            throw new WireException(Code.CANCELLED, Outcome.NOT_INVOKED, "interrupted while connecting", e);
        } catch (IOException e) {
            boolean late = e instanceof SocketTimeoutException
                    && deadline != CallContext.NO_DEADLINE
                    && deadline - System.nanoTime() <= 0;
            Code code = late ? Code.DEADLINE_EXCEEDED : Code.UNAVAILABLE;
            throw new WireException(
                    code, Outcome.NOT_INVOKED, "cannot connect to " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private Socket connect(long deadline) throws IOException {
        if (factory != null) return factory.createSocket(host, port);
        int millis = connectMillis;
        if (deadline != CallContext.NO_DEADLINE) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) throw new SocketTimeoutException("the deadline has passed");
            millis = (int) Math.min(millis, left);
        }
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(new InetSocketAddress(InetAddress.getByName(host), port), millis);
            return channel.socket();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** After an answer that was read to its end. */
    void give(ClientSocket socket) {
        synchronized (this) {
            if (!closed) {
                idle.addLast(socket);
                if (!sweeping) sweepLater();
                return;
            }
        }
        discard(socket);
    }

    private void sweepLater() {
        sweeping = true;
        timer.schedule(this::sweep, idleNanos, TimeUnit.NANOSECONDS);
    }

    private synchronized void sweep() {
        sweeping = false;
        long oldest = System.nanoTime() - idleNanos;
        for (ClientSocket socket; (socket = idle.peekFirst()) != null && socket.lastUsed() - oldest < 0; ) {
            idle.pollFirst();
            all.remove(socket);
            socket.close();
        }
        if (!idle.isEmpty()) sweepLater();
    }

    void discard(ClientSocket socket) {
        synchronized (this) {
            all.remove(socket);
        }
        socket.close();
    }

    /** Requests on their way fail with CLOSED and UNKNOWN, later ones with CLOSED. */
    void close() {
        Set<ClientSocket> open;
        synchronized (this) {
            closed = true;
            open = new HashSet<>(all);
            all.clear();
            idle.clear();
        }
        for (ClientSocket socket : open) socket.cut(Code.CLOSED, "the connection was closed before the answer came");
    }
}
