package io.rmix.testkit;

import io.rmix.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Relays connections of this machine to an address, cuts them all when told, and turns new ones away while told. */
public final class CuttingProxy implements AutoCloseable {
    private final Set<SocketChannel> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong carried = new AtomicLong();
    private final ServerSocketChannel server;
    private final SocketAddress target;
    private final Endpoint endpoint;
    private volatile boolean refusing;

    /** Relays to where the endpoint is, whose host is loopback or a socket's file. */
    public CuttingProxy(Endpoint to) throws IOException {
        if (to.isSocketFile()) {
            target = UnixDomainSocketAddress.of(to.host());
            String file = SocketFiles.free();
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(file));
            endpoint = new Endpoint(to.scheme(), file, -1, to.service());
        } else {
            target = new InetSocketAddress(InetAddress.getLoopbackAddress(), to.port());
            server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            endpoint = to.withPort(server.socket().getLocalPort());
        }
        start(this::accept);
    }

    /** The endpoint, by way of this proxy. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** How many were made. */
    public int connections() {
        return connections.get();
    }

    /** Whether one is open. */
    public boolean isInUse() {
        return !sockets.isEmpty();
    }

    /** Bytes on their way to the address so far. */
    public long carried() {
        return carried.get();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) connect(server.accept());
        } catch (IOException e) {
            cut();
        }
    }

    private void connect(SocketChannel client) {
        sockets.add(client);
        SocketChannel peer = refusing ? null : dial();
        if (peer == null) {
            close(client);
            return;
        }
        sockets.add(peer);
        try {
            for (SocketChannel socket : List.of(client, peer)) {
                if (!endpoint.isSocketFile()) socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
        } catch (IOException e) {
            // It was cut already; the next one is relayed all the same.
            close(client);
            close(peer);
            return;
        }
        connections.incrementAndGet();
        start(() -> relay(client, peer, carried));
        start(() -> relay(peer, client, new AtomicLong()));
    }

    /** Null if nobody listens there: who came is turned away, as it would be without a proxy, and may come again. */
    private @Nullable SocketChannel dial() {
        try {
            return SocketChannel.open(target);
        } catch (IOException e) {
            return null;
        }
    }

    private void relay(SocketChannel from, SocketChannel to, AtomicLong count) {
        ByteBuffer bytes = ByteBuffer.allocate(8192);
        try {
            while (from.read(bytes) >= 0) {
                bytes.flip();
                count.addAndGet(bytes.remaining());
                while (bytes.hasRemaining()) to.write(bytes);
                bytes.clear();
            }
        } catch (IOException e) {
            close(to);
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(SocketChannel socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            System.err.println("proxy: " + e);
        }
    }

    /** Breaks every connection; new ones are relayed again. */
    public void cut() {
        for (SocketChannel socket : sockets) close(socket);
    }

    /** Breaks every connection, and each new one at once, until {@link #restore}. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /** Relays again. */
    public void restore() {
        refusing = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
