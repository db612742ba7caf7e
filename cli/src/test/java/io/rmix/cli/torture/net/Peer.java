package io.rmix.cli.torture.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A process with plain sockets on a host under test: answers each byte it is sent but zeros, and does what its input says; each line is answered with one. */
final class Peer {
    private static final int SILENCE_MILLIS = 400;
    private static final int DRAIN_MILLIS = 10;

    private final AtomicLong received = new AtomicLong();
    private final DatagramSocket incoming;
    private long datagrams;
    private final Map<String, Socket> connections = new HashMap<>();
    private int last;

    private Peer(InetAddress address) throws IOException {
        incoming = new DatagramSocket(0, address);
        incoming.setSoTimeout(DRAIN_MILLIS);
    }

    public static void main(String[] arguments) throws IOException {
        InetAddress address = InetAddress.getByName(arguments[0]);
        Peer peer = new Peer(address);
        ServerSocket server = new ServerSocket(0, 50, address);
        start(() -> peer.accept(server));
        System.out.println(server.getLocalPort() + " " + peer.incoming.getLocalPort());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            System.out.println(peer.obey(line.split(" ", -1)));
        }
        System.exit(0);
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                System.err.println("peer: " + e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket server) throws IOException {
        while (true) {
            Socket socket = server.accept();
            start(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        byte[] bytes = new byte[65536];
        try (socket) {
            InputStream in = socket.getInputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                received.addAndGet(read);
                if (bytes[0] != 0) {
                    socket.getOutputStream().write(bytes, 0, read);
                }
            }
        }
    }

    /** How many datagrams have come: those that were sent are in the socket's buffer. */
    private long counted() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[16], 16);
        try {
            while (true) {
                incoming.receive(packet);
                datagrams++;
            }
        } catch (SocketTimeoutException noMore) {
            return datagrams;
        }
    }

    private String obey(String[] order) {
        try {
            return switch (order[0]) {
                case "connect" -> connect(order[1], order[2], Integer.parseInt(order[3]));
                case "echo" -> echo(open(order[1]));
                case "flood" -> flood(open(order[1]), Long.parseLong(order[2]));
                case "datagrams" -> datagrams(order[1], Integer.parseInt(order[2]), Integer.parseInt(order[3]));
                case "received" -> String.valueOf(received.get());
                case "counted" -> String.valueOf(counted());
                default -> throw new IllegalArgumentException(order[0]);
            };
        } catch (SocketTimeoutException e) {
            return "silence";
        } catch (IOException e) {
            return "broken";
        }
    }

    private Socket open(String name) throws IOException {
        Socket socket = connections.get(name);
        if (socket == null) {
            throw new IOException("not connected");
        }
        return socket;
    }

    private String connect(String name, String host, int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(host, port), SILENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE_MILLIS);
        Socket before = connections.put(name, socket);
        if (before != null) {
            before.close();
        }
        return "connected";
    }

    /** Answers to what was sent before may come first. */
    private String echo(Socket socket) throws IOException {
        last = last % 127 + 1;
        socket.getOutputStream().write(last);
        int answer;
        do {
            answer = socket.getInputStream().read();
        } while (answer >= 0 && answer != last);
        return answer < 0 ? "broken" : "echoed";
    }

    private static String flood(Socket socket, long millis) throws IOException {
        OutputStream out = socket.getOutputStream();
        byte[] zeros = new byte[4096];
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            out.write(zeros);
        }
        return "flooded";
    }

    private static String datagrams(String host, int port, int count) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < count; i++) {
                socket.send(new DatagramPacket(new byte[8], 8, InetAddress.getByName(host), port));
            }
        }
        return "sent";
    }
}
