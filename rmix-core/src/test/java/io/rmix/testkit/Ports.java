package io.rmix.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Loopback ports for servers whose port must be known before they listen, or that come back at it. They lie below the ports that systems give to
 * outgoing connections: one of those may be taken by any connection between choosing and listening, and who connects to one at which nobody listens
 * may be connected to itself. No port is given out twice; a block of ports belongs to one process, which keeps the block's first port bound.
 */
public final class Ports {
    private static final int FIRST = 10_000;
    private static final int END = 32_000;
    private static final int BLOCK = 100;

    private static final List<ServerSocket> GUARDS = new ArrayList<>();
    private static int block = Math.floorMod(ProcessHandle.current().pid() * 37, (END - FIRST) / BLOCK);
    private static int next;
    private static int end;

    private Ports() {}

    /** A port at which nobody listens. */
    public static synchronized int free() {
        while (true) {
            if (next == end) takeBlock();
            int port = next++;
            try (ServerSocket probe = bound(port)) {
                return probe.getLocalPort();
            } catch (BindException e) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void takeBlock() {
        for (int tried = 0; tried < (END - FIRST) / BLOCK; tried++) {
            int base = FIRST + BLOCK * (block++ % ((END - FIRST) / BLOCK));
            try {
                GUARDS.add(bound(base));
                next = base + 1;
                end = base + BLOCK;
                return;
            } catch (BindException e) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no block of ports is free from " + FIRST + " to " + END);
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
