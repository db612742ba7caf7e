package io.rmix.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that reads requests and answers each with the next of the texts that it was given; after the last it closes. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final String[] answers;

    /** @param answers of each connection; an empty one is nothing, and the connection stays open */
    ScriptedServer(String... answers) throws IOException {
        this.answers = answers;
        Thread thread = new Thread(this::accept, "scripted");
        thread.setDaemon(true);
        thread.start();
    }

    static String soap(String body) {
        String envelope = envelope(body);
        return "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + envelope.length() + "\r\n\r\n"
                + envelope;
    }

    static String envelope(String body) {
        return "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>" + body
                + "</e:Body></e:Envelope>";
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> requests() {
        return requests;
    }

    int closedByServer() {
        return closed.get();
    }

    int connections() {
        return sockets.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread thread = new Thread(() -> serve(socket), "scripted-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            for (String answer : answers) {
                requests.add(readRequest(socket.getInputStream()));
                if (answer.isEmpty() || !isTaken(socket, answer)) return;
            }
            socket.close();
            closed.incrementAndGet();
        } catch (IOException e) {
            requests.add("broken: " + e);
        }
    }

    /** A client may go away before it has all of an answer that it does not like. */
    private static boolean isTaken(Socket socket, String answer) {
        try {
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String readRequest(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) throw new IOException("no request");
            text.append((char) b);
        }
        int at = text.indexOf("Content-Length: ") + "Content-Length: ".length();
        int length = Integer.parseInt(text.substring(at, text.indexOf("\r\n", at)));
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
