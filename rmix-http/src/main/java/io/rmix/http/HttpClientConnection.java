package io.rmix.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** One kept-alive connection at the client. Used by one exchange at a time; may be closed by any thread, at any time. */
final class HttpClientConnection {
    private static final int WRITE_PIECE = 64 << 10;
    private static final long TLS_PROBE_IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final SocketChannel channel;
    private final Socket socket;
    private final HttpIn in;
    private final OutputStream out;
    private final InputStream stream;
    private long deadlineNanos = Long.MAX_VALUE;
    private long usedNanos = System.nanoTime();
    private volatile boolean closed;

    /** @param socket the channel's, or one for TLS on top of it */
    HttpClientConnection(SocketChannel channel, Socket socket) throws IOException {
        this.channel = channel;
        this.socket = socket;
        this.stream = socket.getInputStream();
        this.in = new HttpIn(new Timed());
        this.out = socket.getOutputStream();
    }

    long idleNanos() {
        return System.nanoTime() - usedNanos;
    }

    void used() {
        usedNanos = System.nanoTime();
    }

    /** Whether nothing has come since the last answer, the end of the connection neither. */
    boolean isFresh() {
        if (closed || in.hasRest()) return false;
        try {
            if (socket == channel.socket()) return probe() == 0;
            return idleNanos() < TLS_PROBE_IDLE_NANOS || probeTls();
        } catch (IOException e) {
            return false;
        }
    }

    private int probe() throws IOException {
        channel.configureBlocking(false);
        int count = channel.read(ByteBuffer.allocate(1));
        channel.configureBlocking(true);
        return count;
    }

    private boolean probeTls() throws IOException {
        socket.setSoTimeout(1);
        try {
            stream.read();
            return false;
        } catch (SocketTimeoutException e) {
            socket.setSoTimeout(0);
            return true;
        }
    }

    void write(byte[] bytes, int from, int to) throws IOException {
        for (int at = from; at < to; at += WRITE_PIECE) out.write(bytes, at, Math.min(WRITE_PIECE, to - at));
        out.flush();
    }

    /** Sets until when reads may wait, or {@link Long#MAX_VALUE} for as long as it takes. */
    void deadline(long nanos) throws IOException {
        if (nanos == Long.MAX_VALUE && deadlineNanos != Long.MAX_VALUE) socket.setSoTimeout(0);
        deadlineNanos = nanos;
    }

    /** Milliseconds left, at least 1; 0 for no deadline. */
    static int millisLeft(long deadlineNanos) throws SocketTimeoutException {
        if (deadlineNanos == Long.MAX_VALUE) return 0;
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) throw new SocketTimeoutException("the deadline has passed");
        return (int) Math.min(Integer.MAX_VALUE, 1 + left / 1_000_000);
    }

    /** The socket's stream, within the deadline. */
    private final class Timed extends InputStream {
        @Override
        public int read() {
            throw new UnsupportedOperationException("read in pieces");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (deadlineNanos != Long.MAX_VALUE) socket.setSoTimeout(millisLeft(deadlineNanos));
            return stream.read(target, offset, length);
        }
    }

    /** Reads an answer, past any interim ones. */
    HttpAnswer read(int limit) throws IOException {
        while (true) {
            HttpHead head = in.head(HttpIn.FirstLine.STATUS);
            int status = status(head.startLine());
            if (status < 200) continue;
            boolean bodiless = status == 204 || status == 304;
            byte[] body = bodiless ? new byte[0] : in.body(head, limit, true);
            boolean unbounded = !bodiless && !head.chunked() && head.contentLength() < 0;
            if (head.closes() || unbounded) close();
            String type = head.contentEncoding().isEmpty() ? head.contentType() : "encoded/" + head.contentEncoding();
            return new HttpAnswer(status, type, body);
        }
    }

    private static int status(String line) throws HttpRefusal {
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?"))
            throw new HttpRefusal(0, "no status line of HTTP/1.1");
        return Integer.parseInt(line.substring(9, 12));
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            // nobody uses it any more, and the system has freed it
            usedNanos = 0;
        }
    }
}
