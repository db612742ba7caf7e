package io.rmix.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Relays TCP connections of loopback to a port, and cuts them all when told. */
public final class CuttingProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final int target;

    public CuttingProxy(int target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many were made. */
    public int connections() {
        return connections.get();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket peer = new Socket(InetAddress.getLoopbackAddress(), target);
                for (Socket socket : new Socket[] {client, peer}) {
                    socket.setTcpNoDelay(true);
                    sockets.add(socket);
                }
                connections.incrementAndGet();
                start(() -> relay(client, peer));
                start(() -> relay(peer, client));
            }
        } catch (IOException e) {
            cut();
        }
    }

    private void relay(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            close(to);
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            System.err.println("proxy: " + e);
        }
    }

    /** Breaks every connection; new ones are relayed again. */
    public void cut() {
        for (Socket socket : sockets) close(socket);
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
