package io.rmix.benchmarks.measure;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive loopback ports for servers whose ports must be known before they listen. They lie below those that systems give to outgoing
 * connections, one of which could be taken between choosing and listening. The port before them stays bound until this is closed, which
 * keeps other benchmarks off.
 */
public final class LoopbackPorts implements AutoCloseable {
    private static final int FIRST = 10_000;
    private static final int END = 32_000;
    private static final int STEP = 50;

    private final ServerSocket guard;
    private final List<Integer> ports;

    private LoopbackPorts(ServerSocket guard, List<Integer> ports) {
        this.guard = guard;
        this.ports = ports;
    }

    /**
     * Takes ports at which nobody listens.
     *
     * @param count how many, 1 to 49
     * @throws IOException if there are not so many in a row
     */
    public static LoopbackPorts take(int count) throws IOException {
        int places = (END - FIRST) / STEP;
        int begin = Math.floorMod(ProcessHandle.current().pid() * 37, places);
        for (int i = 0; i < places; i++) {
            int base = FIRST + STEP * ((begin + i) % places);
            List<ServerSocket> bound = new ArrayList<>();
            try {
                for (int port = base; port <= base + count; port++) bound.add(bind(port));
                List<Integer> ports =
                        bound.stream().skip(1).map(ServerSocket::getLocalPort).toList();
                return new LoopbackPorts(bound.remove(0), ports);
            } catch (BindException taken) {
                // On with the next place.
            } finally {
                for (ServerSocket socket : bound) socket.close();
            }
        }
        throw new IOException(
                "no " + (count + 1) + " free ports in a row on loopback between " + FIRST + " and " + END);
    }

    /** In ascending order. */
    public List<Integer> all() {
        return ports;
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        guard.close();
    }
}
