package io.rmix.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A loopback port at which connecting takes for ever: nobody accepts, and the system's queue is full. */
public final class FullPort implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 500;
    private static final int MOST = 64;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> queue = new ArrayList<>();

    /** @throws IOException if the queue does not fill */
    public FullPort() throws IOException {
        while (queue.size() < MOST) {
            Socket socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()),
                        PATIENCE_MILLIS);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        close();
        throw new IOException("the system queues any number of connections");
    }

    public int number() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : queue) socket.close();
    }
}
