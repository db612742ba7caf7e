package io.rmix.http;

import io.rmix.http.HttpExchangeException.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A client of one address: kept-alive connections, one exchange on each. A connection that the server has closed is found out before
 * anything is sent on it. Nothing is ever sent twice, no proxy is asked, no redirect followed. Thread safe.
 */
public final class HttpPool {
    private static final long EARLY_ANSWER_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** What a socket may take without anybody reading: larger requests need a timer for their deadline. */
    private static final int UNWATCHED = 16 << 10;

    private final String host;
    private final int port;
    private final Optional<SSLContext> tls;
    private final ScheduledExecutorService timer;
    private final int connectMillis;
    private final long idleNanos;
    private final ConcurrentLinkedDeque<HttpClientConnection> idle = new ConcurrentLinkedDeque<>();
    private final Set<HttpClientConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * Nothing is connected yet.
     *
     * @param host name or address, IPv6 in brackets
     * @param connect how long connecting, and TLS's greeting, may take each
     * @param idle how long a connection is kept without an exchange
     */
    public HttpPool(
            String host,
            int port,
            Optional<SSLContext> tls,
            ScheduledExecutorService timer,
            Duration connect,
            Duration idle) {
        this.host = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        this.port = port;
        this.tls = tls;
        this.timer = timer;
        this.connectMillis = (int) connect.toMillis();
        this.idleNanos = idle.toNanos();
    }

    /**
     * Sends a request and waits for its answer, on this thread.
     *
     * @param request head and body, from an index to another
     * @param deadlineNanos of {@link System#nanoTime()}, or {@link Long#MAX_VALUE}
     * @param limit largest body of the answer
     */
    public HttpAnswer exchange(HttpCall call, byte[] request, int from, int to, long deadlineNanos, int limit)
            throws HttpExchangeException {
        if (Thread.currentThread().isInterrupted())
            throw new HttpExchangeException(Kind.INTERRUPTED, false, "interrupted before it was sent", null);
        HttpClientConnection connection = acquire(call, deadlineNanos);
        boolean answered = false;
        boolean sent = false;
        boolean watch = deadlineNanos != Long.MAX_VALUE && to - from > UNWATCHED;
        Future<?> watcher = watch
                ? timer.schedule(connection::close, deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)
                : null;
        try {
            HttpClientConnection.millisLeft(deadlineNanos);
            connection.deadline(deadlineNanos);
            sent = true;
            send(connection, request, from, to);
            HttpAnswer answer = connection.read(limit);
            answered = true;
            // Late is late, however it came to be read: it may be what a servant said on hearing of the deadline.
            HttpClientConnection.millisLeft(deadlineNanos);
            return answer;
        } catch (IOException e) {
            throw failure(call, deadlineNanos, sent, e);
        } finally {
            if (watcher != null) watcher.cancel(false);
            call.over();
            if (answered && !connection.isClosed()) release(connection);
            else drop(connection);
        }
    }

    /** A server may answer before it has read all of a request that it refuses, and close: then its answer is still there. */
    private static void send(HttpClientConnection connection, byte[] request, int from, int to) throws IOException {
        try {
            connection.write(request, from, to);
        } catch (IOException e) {
            if (connection.isClosed() || Thread.currentThread().isInterrupted()) throw e;
            connection.deadline(System.nanoTime() + EARLY_ANSWER_NANOS);
        }
    }

    private HttpExchangeException failure(HttpCall call, long deadlineNanos, boolean sent, IOException e) {
        boolean late = deadlineNanos != Long.MAX_VALUE && deadlineNanos - System.nanoTime() <= 0;
        Kind kind;
        if (closed || call.aborted()) kind = Kind.CLOSED;
        else if (e instanceof ClosedByInterruptException
                || Thread.currentThread().isInterrupted()) kind = Kind.INTERRUPTED;
        else if (late) kind = Kind.LATE;
        else if (e instanceof HttpRefusal refusal && refusal.status() == 413) kind = Kind.TOO_LARGE;
        else if (e instanceof HttpRefusal refusal && refusal.status() != 0) kind = Kind.MALFORMED;
        else kind = Kind.BROKEN;
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new HttpExchangeException(kind, sent, reason, e);
    }

    private HttpClientConnection acquire(HttpCall call, long deadlineNanos) throws HttpExchangeException {
        for (HttpClientConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            if (kept.idleNanos() < idleNanos && kept.isFresh()) return taken(call, kept);
            drop(kept);
        }
        try {
            HttpClientConnection made = connect(call, deadlineNanos);
            open.add(made);
            return taken(call, made);
        } catch (HttpExchangeException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            IOException cause = e instanceof IOException io ? io : new IOException(e);
            throw failure(call, deadlineNanos, false, cause);
        }
    }

    private HttpClientConnection taken(HttpCall call, HttpClientConnection connection) throws HttpExchangeException {
        if (call.runsOn(connection) && !closed) return connection;
        call.over();
        drop(connection);
        throw new HttpExchangeException(Kind.CLOSED, false, "closed before it was sent", null);
    }

    private HttpClientConnection connect(HttpCall call, long deadlineNanos) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) throw new IOException("unknown host " + host);
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, patience(deadlineNanos));
            if (tls.isEmpty()) return new HttpClientConnection(channel, channel.socket());
            channel.socket().setSoTimeout(patience(deadlineNanos));
            Socket secure = secure(channel.socket(), tls.get());
            secure.setSoTimeout(0);
            return new HttpClientConnection(channel, secure);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private int patience(long deadlineNanos) throws SocketTimeoutException {
        int left = HttpClientConnection.millisLeft(deadlineNanos);
        return left == 0 ? connectMillis : Math.min(left, connectMillis);
    }

    private Socket secure(Socket plain, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private void release(HttpClientConnection connection) {
        connection.used();
        idle.offerFirst(connection);
        if (sweeping.compareAndSet(false, true)) sweepLater();
        if (closed) close();
    }

    private void sweepLater() {
        timer.schedule(this::sweep, idleNanos, TimeUnit.NANOSECONDS);
    }

    /** Those that a burst of calls has left: a server has no more than so many. */
    private void sweep() {
        for (HttpClientConnection oldest; (oldest = idle.peekLast()) != null && oldest.idleNanos() >= idleNanos; )
            if (idle.remove(oldest)) drop(oldest);
        sweeping.set(false);
        if (!idle.isEmpty() && sweeping.compareAndSet(false, true)) sweepLater();
    }

    private void drop(HttpClientConnection connection) {
        open.remove(connection);
        connection.close();
    }

    /** Ends all connections; exchanges in progress fail with {@link Kind#CLOSED}. */
    public void close() {
        closed = true;
        open.forEach(HttpClientConnection::close);
        open.clear();
        idle.clear();
    }
}
