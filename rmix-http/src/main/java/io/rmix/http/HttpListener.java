package io.rmix.http;

import io.rmix.spi.InProgress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server: a bound port, and a daemon thread for each connection, up to a bound. */
public final class HttpListener {
    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
    private static final int BACKLOG = 256;

    private final ServerSocket server;
    private final HttpHandler handler;
    private final HttpBounds bounds;
    private final Set<HttpServerConnection> connections = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService sweeper;
    private final Thread acceptor;
    private final InProgress requests = new InProgress();
    private volatile boolean closing;

    /**
     * Binds.
     *
     * @param name of the server's threads, which the port follows
     * @param tls for TLS that asks clients for a certificate, or empty
     * @throws IOException if the address cannot be bound
     */
    public HttpListener(
            String name, InetSocketAddress address, Optional<SSLContext> tls, HttpBounds bounds, HttpHandler handler)
            throws IOException {
        this.handler = handler;
        this.bounds = bounds;
        this.server = bind(address, tls);
        String threadName = name + "-" + server.getLocalPort();
        this.threads = new ThreadPoolExecutor(
                0, bounds.connections(), 10, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons(threadName));
        this.sweeper = Executors.newSingleThreadScheduledExecutor(daemons(threadName + "-sweeper"));
        sweeper.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
        this.acceptor = daemons(threadName + "-accept").newThread(this::accept);
    }

    /** Begins to serve. */
    public void open() {
        acceptor.start();
    }

    private static ServerSocket bind(InetSocketAddress address, Optional<SSLContext> tls) throws IOException {
        ServerSocket socket =
                tls.isPresent() ? tls.get().getServerSocketFactory().createServerSocket() : new ServerSocket();
        try {
            if (socket instanceof SSLServerSocket secure) secure.setNeedClientAuth(true);
            socket.setReuseAddress(true);
            socket.bind(address, BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    public int port() {
        return server.getLocalPort();
    }

    HttpHandler handler() {
        return handler;
    }

    HttpBounds bounds() {
        return bounds;
    }

    /** Requests that have begun and are not answered. */
    InProgress requests() {
        return requests;
    }

    boolean closing() {
        return closing;
    }

    private void accept() {
        while (!closing) {
            try {
                begin(server.accept());
            } catch (IOException e) {
                if (closing) return;
                LOG.warn("port {}: cannot accept a connection: {}", port(), e.toString());
                if (server.isClosed()) return;
            }
        }
    }

    private void begin(Socket socket) throws IOException {
        HttpServerConnection connection = new HttpServerConnection(this, socket);
        connections.add(connection);
        try {
            threads.execute(connection);
        } catch (RejectedExecutionException e) {
            ended(connection);
            if (!closing)
                LOG.warn(
                        "port {}: connection of {} refused: {} are open, which is the bound",
                        port(),
                        socket.getRemoteSocketAddress(),
                        bounds.connections());
            socket.close();
        }
    }

    void ended(HttpServerConnection connection) {
        connections.remove(connection);
    }

    private void sweep() {
        long now = System.nanoTime();
        connections.forEach(connection -> connection.closeIfLate(now));
    }

    /**
     * Frees the port, lets answers of requests in progress out, then ends all connections and threads. While it waits, requests on
     * open connections still go to the handler, whose answers end their connections.
     */
    public void close(Duration drain) {
        closing = true;
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("port {}: {}", port(), e.toString());
        }
        long end = System.nanoTime() + drain.toNanos();
        requests.awaitNone(left(end));
        connections.forEach(HttpServerConnection::closeIfIdle);
        // For requests that began meanwhile.
        requests.awaitNone(left(end));
        connections.forEach(HttpServerConnection::cutOff);
        sweeper.shutdownNow();
        threads.shutdownNow();
        try {
            acceptor.join(TimeUnit.SECONDS.toMillis(1));
            if (!threads.awaitTermination(1, TimeUnit.SECONDS))
                LOG.warn("port {}: {} servants still run after the drain", port(), threads.getActiveCount());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration left(long endNanos) {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }
}
