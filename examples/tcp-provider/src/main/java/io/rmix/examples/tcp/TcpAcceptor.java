package io.rmix.examples.tcp;

import io.rmix.Endpoint;
import io.rmix.spi.Acceptor;
import io.rmix.spi.BytesServices;
import io.rmix.spi.ExportedService;
import io.rmix.spi.InProgress;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: a thread for each connection, which first says {@link #SERVED}: without that nobody has read the call. */
final class TcpAcceptor implements Acceptor {
    private static final Logger LOG = LoggerFactory.getLogger(TcpAcceptor.class);
    private static final int MOST = 2000;
    static final int SERVED = 1;

    private final ServerSocket server = new ServerSocket();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final InProgress inProgress = new InProgress();
    private final BytesServices services;
    private final Endpoint address;

    TcpAcceptor(Endpoint asked, ServerEnvironment environment) throws IOException {
        services = new BytesServices(environment);
        try {
            // With the usual 50, connections made all at once wait for the system to try again, up to half a minute.
            server.bind(new InetSocketAddress(asked.host(), asked.port()), MOST);
        } catch (IOException e) {
            server.close();
            throw new IOException("cannot bind " + asked + ": " + e.getMessage(), e);
        }
        address = asked.withPort(server.getLocalPort());
    }

    @Override
    public Endpoint address() {
        return address;
    }

    @Override
    public void export(ExportedService service) {
        services.add(service, address);
    }

    @Override
    public void unexport(ExportedService service) {
        services.remove(service);
    }

    @Override
    public void open() {
        start(this::accept);
    }

    /** Counts as in progress, the thread that accepts too: it may hold the port for a moment after it is closed. */
    private void start(Runnable task) {
        new Thread(inProgress.counted(task), "example-tcp-" + address.port()).start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                if (server.isClosed() || sockets.size() >= MOST) socket.close();
                else if (sockets.add(socket)) start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) LOG.warn("{}: {}", address, e.toString());
            }
        }
    }

    /** Stays until the client closes: before the answer, that cancels the call. */
    private void serve(Socket socket) {
        try (socket) {
            var in = socket.getInputStream();
            socket.getOutputStream().write(SERVED);
            var call = services.serve(this, "" + socket.getRemoteSocketAddress(), in, socket.getOutputStream());
            if (in.read() < 0) call.cancel();
        } catch (IOException | RuntimeException e) {
            LOG.warn("{}: a connection ended: {}", address, e.toString());
        } finally {
            sockets.remove(socket);
        }
    }

    @Override
    public void close(Duration drain) {
        try {
            server.close();
            inProgress.awaitNone(drain);
            for (Socket socket : sockets) socket.close();
        } catch (IOException e) {
            LOG.warn("{}: {}", address, e.toString());
        }
        inProgress.awaitNone(Duration.ofSeconds(5));
    }
}
