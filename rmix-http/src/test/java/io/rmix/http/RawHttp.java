package io.rmix.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends what it is told, byte by byte. */
public final class RawHttp implements AutoCloseable {
    private final Socket socket;

    public RawHttp(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Everything up to the end of the connection. */
    public String readAll() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(all);
        return all.toString(StandardCharsets.UTF_8);
    }

    /** POSTs a body and returns status line, headers and body of the answer. */
    public static String post(int port, String path, String contentType, byte[] body) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + contentType
                    + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            http.send(body);
            return http.readAll();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
