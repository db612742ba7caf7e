package io.rmix.javarmi;

import io.rmix.Endpoint;
import io.rmix.spi.Acceptor;
import io.rmix.spi.CallBytes;
import io.rmix.spi.ExportedService;
import io.rmix.spi.InProgress;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port: registry, services and RMIX's own object are all there. A thread accepts, and each connection has one. */
final class RmiAcceptor implements Acceptor {
    private static final Logger LOG = LoggerFactory.getLogger(RmiAcceptor.class);
    private static final int BACKLOG = 512;
    private static final int MAX_CONNECTIONS = 4096;
    private static final long ACCEPT_PAUSE_NANOS = 100_000_000;
    private static final Duration END_OF_THREADS = Duration.ofSeconds(5);

    private final ServerSocket server;
    private final Endpoint address;
    private final Services services;
    private final long longest;
    private final Thread accepting;
    private final ThreadPoolExecutor threads;
    private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();
    private final InProgress inProgress = new InProgress();

    /** @throws IOException if the address cannot be bound, naming it */
    RmiAcceptor(Endpoint wanted, ServerEnvironment environment) throws IOException {
        server = bind(wanted);
        address = wanted.withService("").withPort(server.getLocalPort());
        services = new Services(address, environment, this);
        longest = (long) environment.limits().messageBytes() + CallBytes.OVERHEAD;
        AtomicInteger number = new AtomicInteger();
        String name = "rmix-rmi-" + address.port();
        threads = new ThreadPoolExecutor(0, MAX_CONNECTIONS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        accepting = new Thread(this::accept, name + "-accept");
        accepting.setDaemon(true);
    }

    private static ServerSocket bind(Endpoint wanted) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(wanted.host()), wanted.port()), BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new IOException("cannot listen at " + wanted.address() + ": " + e.getMessage(), e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                serve(server.accept());
            } catch (IOException e) {
                if (server.isClosed()) return;
                LOG.warn("{}: cannot accept a connection: {}", address, e.toString());
                LockSupport.parkNanos(ACCEPT_PAUSE_NANOS); // Out of file descriptors, most likely.
            }
        }
    }

    /** One that gets a thread got it before {@link #close} ended them, and is there to be retired. */
    private void serve(Socket socket) {
        ServerConnection connection = new ServerConnection(socket, services, address.address(), longest, inProgress);
        connections.add(connection);
        try {
            threads.execute(() -> {
                try {
                    connection.run();
                } finally {
                    connections.remove(connection);
                }
            });
        } catch (RejectedExecutionException e) {
            connections.remove(connection);
            connection.cut();
            if (!server.isClosed()) LOG.warn("{}: connection refused: there are {} already", address, MAX_CONNECTIONS);
        }
    }

    @Override
    public Endpoint address() {
        return address;
    }

    @Override
    public void export(ExportedService service) {
        services.add(service);
    }

    @Override
    public void open() {
        accepting.start();
    }

    @Override
    public void unexport(ExportedService service) {
        services.remove(service);
    }

    @Override
    public void close(Duration drain) {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("{}: closing: {}", address, e.toString());
        }
        threads.shutdown();
        connections.forEach(ServerConnection::retire);
        boolean drained = inProgress.awaitNone(drain);
        connections.forEach(ServerConnection::cut);
        if (!drained) threads.shutdownNow();
        if (!end(END_OF_THREADS))
            LOG.warn("{}: {} calls did not end when their connections were cut", address, threads.getActiveCount());
    }

    private boolean end(Duration patience) {
        try {
            accepting.join(Math.max(1, patience.toMillis()));
            return threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
