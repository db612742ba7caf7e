package io.rmix.cli.torture.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of one member to another by way of a proxy. Each direction has a thread and a buffer, so that whoever takes nothing holds up who sends.
 *
 * <p><b>Threads.</b> Any.
 */
final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BUFFER = 16 * 1024;
    private static final int CONNECT_MILLIS = 10_000;

    private final Socket client;
    private final Socket server = new Socket();
    private final String from;
    private final String to;
    private final Way there;
    private final Way back;
    private final Consumer<Relay> onEnd;
    private volatile boolean open = true;
    private int ended;

    /**
     * Nothing is relayed yet.
     *
     * @param client connection from the proxy to the member that made it
     * @param from name of that member
     * @param to name of the other one
     * @param there what goes to the other one passes this
     * @param back what comes back passes this
     * @param onEnd told when it has ended; more than once perhaps
     */
    Relay(Socket client, String from, String to, Way there, Way back, Consumer<Relay> onEnd) {
        this.client = client;
        this.from = from;
        this.to = to;
        this.there = there;
        this.back = back;
        this.onEnd = onEnd;
    }

    /** Whether it has not ended. */
    boolean isOpen() {
        return open;
    }

    /** Whether it is between a member of one set and a member of the other. */
    boolean isBetween(Set<String> left, Set<String> right) {
        return (left.contains(from) && right.contains(to)) || (right.contains(from) && left.contains(to));
    }

    /**
     * Relays until both sides have ended.
     *
     * @param port that the other member listens at
     */
    void run(int port) {
        try {
            // A connection is made by packets of both directions.
            there.await(this);
            back.await(this);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(client.getInetAddress(), port), CONNECT_MILLIS);
        } catch (IOException e) {
            LOG.debug("no connection from {} to {}: {}", from, to, e.toString());
            cut();
            return;
        } catch (InterruptedException e) {
            cut();
            Thread.currentThread().interrupt();
            return;
        }
        Proxy.start(() -> pump(server, client, back), "from " + to + " back to " + from);
        pump(client, server, there);
    }

    private void pump(Socket source, Socket target, Way way) {
        byte[] bytes = new byte[BUFFER];
        try {
            InputStream in = source.getInputStream();
            OutputStream out = target.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                way.pass(read, this);
                out.write(bytes, 0, read);
            }
            way.await(this);
            target.shutdownOutput();
            end();
        } catch (IOException e) {
            LOG.debug("a connection from {} to {} broke: {}", from, to, e.toString());
            broken(way);
        } catch (InterruptedException e) {
            cut();
            Thread.currentThread().interrupt();
        }
    }

    /** That a side has ended is news, which passes when anything does. */
    private void broken(Way way) {
        try {
            way.await(this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut();
    }

    private synchronized void end() {
        if (++ended == 2) {
            over(false);
        }
    }

    /** Breaks it: both sides are reset, if they have not ended before. */
    void cut() {
        over(true);
    }

    private void over(boolean reset) {
        open = false;
        close(client, reset);
        close(server, reset);
        there.wake();
        back.wake();
        onEnd.accept(this);
    }

    static void close(Socket socket, boolean reset) {
        try (socket) {
            if (reset && !socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            LOG.debug("closed already: {}", e.toString());
        }
    }
}
