package io.rmix.cli.fleet;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A block of loopback ports that no other demo uses: the first port of the block is kept bound, which only one process can do. The
 * blocks lie below the ports that systems give to outgoing connections, so that none is taken between choosing and listening by
 * chance.
 */
final class PortBlock implements AutoCloseable {
    /** Ports of a block, the guard included. */
    static final int SIZE = 200;

    private static final int FIRST = 10_000;
    private static final int BLOCKS = 110;

    private final ServerSocket guard;
    private final int base;
    private int used;

    private PortBlock(ServerSocket guard, int base) {
        this.guard = guard;
        this.base = base;
    }

    /**
     * Takes a block.
     *
     * @param start which block to try first; any number. Demos that start elsewhere do not get into each other's way.
     * @throws IOException if all blocks are taken, or loopback cannot be used
     */
    static PortBlock take(long start) throws IOException {
        for (int i = 0; i < BLOCKS; i++) {
            int base = FIRST + SIZE * (int) Math.floorMod(start + i, (long) BLOCKS);
            ServerSocket guard = new ServerSocket();
            if (bind(guard, base)) {
                return new PortBlock(guard, base);
            }
            guard.close();
        }
        throw new IOException(
                "no free block of ports on loopback between " + FIRST + " and " + (FIRST + SIZE * BLOCKS));
    }

    /**
     * The next port of the block that nobody listens at.
     *
     * @throws IOException if there is none left
     */
    int next() throws IOException {
        while (++used < SIZE) {
            try (ServerSocket probe = new ServerSocket()) {
                if (bind(probe, base + used)) {
                    return base + used;
                }
            }
        }
        throw new IOException("no free port left from " + (base + 1) + " to " + (base + SIZE - 1));
    }

    private static boolean bind(ServerSocket socket, int port) throws IOException {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (BindException taken) {
            return false;
        }
    }

    /** Gives the block back. */
    @Override
    public void close() throws IOException {
        guard.close();
    }
}
