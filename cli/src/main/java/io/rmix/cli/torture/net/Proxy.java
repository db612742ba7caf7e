package io.rmix.cli.torture.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port at which other members reach a member. Who is none of them is not let in, since no fault could hold it up. */
final class Proxy {
    private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);
    private static final int BACKLOG = 128;
    private static final long ACCEPT_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final ProxyNetwork network;
    private final String member;
    private final int target;
    private final ServerSocket server;

    /**
     * Listens.
     *
     * @param target the port that the member listens at
     */
    Proxy(ProxyNetwork network, String member, int target) throws IOException {
        this.network = network;
        this.member = member;
        this.target = target;
        this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        start(this::accept, "to " + member);
    }

    int port() {
        return server.getLocalPort();
    }

    static void start(Runnable task, String what) {
        Thread thread = new Thread(task, "proxy " + what);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                start(() -> serve(client), "to " + member);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("cannot take a connection to {}: {}", member, e.toString());
                    LockSupport.parkNanos(ACCEPT_PAUSE);
                }
            }
        }
    }

    private void serve(Socket client) {
        Optional<String> owner = network.owners().owner(client.getPort(), port());
        Optional<Relay> relay = owner.flatMap(from -> network.relay(client, from, member));
        if (relay.isPresent()) {
            relay.get().run(target);
        } else {
            LOG.debug(
                    "a connection to {} is not let in: {}",
                    member,
                    owner.map("there are too many, from "::concat).orElse("unknown process"));
            Relay.close(client, true);
        }
    }

    void close() throws IOException {
        server.close();
    }
}
