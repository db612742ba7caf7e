package io.rmix.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads messages from a connection, bounded. Not for use by two threads at once. */
final class HttpIn {
    /** Longest head; also the size of the buffer. */
    static final int MAX_HEAD = 16 << 10;

    private static final int FIRST_BODY = 64 << 10;
    private static final int MAX_CHUNK_LINE = 256;
    private static final int MAX_TRAILERS = 20;

    private final InputStream in;
    private final byte[] buffer = new byte[MAX_HEAD];
    private int position;
    private int end;

    HttpIn(InputStream in) {
        this.in = in;
    }

    /** Waits for a byte of a message; false if the peer has ended the connection. */
    boolean await() throws IOException {
        return position < end || fill();
    }

    /** Whether there are bytes that nobody has asked for. */
    boolean hasRest() {
        return position < end;
    }

    private boolean fill() throws IOException {
        if (position == end) {
            position = 0;
            end = 0;
        } else if (end == buffer.length) {
            if (position == 0) return false;
            System.arraycopy(buffer, position, buffer, 0, end - position);
            end -= position;
            position = 0;
        }
        int count = in.read(buffer, end, buffer.length - end);
        if (count <= 0) return false;
        end += count;
        return true;
    }

    private int next() throws IOException {
        if (position == end && !fill()) throw new HttpRefusal(0, "the connection ended within a message");
        return buffer[position++];
    }

    /**
     * Reads a head.
     *
     * @param first what the first line begins with; anything else is refused at the first byte that differs
     */
    HttpHead head(FirstLine first) throws IOException {
        HttpHead head = null;
        int budget = MAX_HEAD - 1;
        while (true) {
            int length = line(budget, head == null ? first : FirstLine.ANY);
            int start = position - length;
            int stop = position - 1;
            if (stop > start && buffer[stop - 1] == '\r') stop--;
            budget -= length;
            if (head == null) {
                head = new HttpHead(new String(buffer, start, stop - start, StandardCharsets.ISO_8859_1));
            } else if (stop == start) {
                head.complete();
                return head;
            } else {
                head.field(buffer, start, stop);
            }
        }
    }

    /** What a first line may be. */
    enum FirstLine {
        REQUEST,
        STATUS,
        ANY
    }

    /** Moves past a line, which stays in the buffer, and returns its length with its end. */
    private int line(int budget, FirstLine kind) throws IOException {
        int length = 0;
        while (true) {
            if (position + length == end && !fill()) {
                if (end - position == buffer.length)
                    throw new HttpRefusal(431, "a head of more than " + MAX_HEAD + " bytes");
                throw new HttpRefusal(0, "the connection ended within a head");
            }
            byte b = buffer[position + length];
            length++;
            if (length > budget) throw new HttpRefusal(431, "a head of more than " + MAX_HEAD + " bytes");
            if (b == '\n') {
                position += length;
                return length;
            }
            check(b, length - 1, kind);
        }
    }

    private static void check(byte b, int index, FirstLine kind) throws HttpRefusal {
        boolean allowed = b >= ' ' && b != 0x7f || b == '\t' || b == '\r' || b < 0 && kind == FirstLine.ANY;
        if (kind == FirstLine.REQUEST && index == 0) allowed = b >= 'A' && b <= 'Z';
        if (kind == FirstLine.STATUS && index < 5) allowed = b == "HTTP/".charAt(index);
        if (!allowed)
            throw new HttpRefusal(
                    400,
                    "no HTTP: byte 0x" + Integer.toHexString(b & 0xff) + " at " + index + " of a line of the head");
    }

    /**
     * Reads a body to its end.
     *
     * @param limit most bytes
     * @param untilEnd whether a body of unknown length goes to the connection's end, as an answer's may
     */
    byte[] body(HttpHead head, int limit, boolean untilEnd) throws IOException {
        if (head.chunked()) return chunks(limit);
        if (head.contentLength() > limit)
            throw new HttpRefusal(413, "a body of " + head.contentLength() + " bytes; the limit is " + limit);
        if (head.contentLength() >= 0) {
            int length = (int) head.contentLength();
            byte[] body = new byte[Math.min(length, FIRST_BODY)];
            for (int count = 0; count < length; ) {
                if (count == body.length) body = Arrays.copyOf(body, (int) Math.min(length, 4L * body.length));
                count += read(body, count, body.length - count);
            }
            return body;
        }
        return untilEnd ? rest(limit) : new byte[0];
    }

    /** Reads at least one byte. */
    private int read(byte[] target, int offset, int length) throws IOException {
        int count;
        if (position < end) {
            count = Math.min(length, end - position);
            System.arraycopy(buffer, position, target, offset, count);
            position += count;
        } else {
            count = in.read(target, offset, length);
            if (count <= 0) throw new HttpRefusal(0, "the connection ended within a body");
        }
        return count;
    }

    private byte[] chunks(int limit) throws IOException {
        byte[] body = new byte[1024];
        int count = 0;
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            if (size > limit - count) throw new HttpRefusal(413, "a body of more than " + limit + " bytes, the limit");
            int to = count + (int) size;
            while (count < to) {
                if (count == body.length) body = Arrays.copyOf(body, (int) Math.min(limit, 2L * body.length));
                count += read(body, count, Math.min(to, body.length) - count);
            }
            if (line(2, FirstLine.ANY) > 2) throw new HttpRefusal(400, "a malformed chunk");
        }
        for (int i = 0; line(MAX_HEAD - 1, FirstLine.ANY) > 2; i++)
            if (i == MAX_TRAILERS) throw new HttpRefusal(400, "too many trailers");
        return Arrays.copyOf(body, count);
    }

    private long chunkSize() throws IOException {
        int length = line(MAX_CHUNK_LINE, FirstLine.ANY);
        long size = 0;
        int digits = 0;
        for (int i = position - length; i < position; i++, digits++) {
            int digit = Character.digit(buffer[i], 16);
            if (digit < 0) {
                if (digits == 0 || "; \t\r\n".indexOf(buffer[i]) < 0) throw new HttpRefusal(400, "a malformed chunk");
                return size;
            }
            if (digits == 8) throw new HttpRefusal(413, "a chunk of 4 GiB or more");
            size = size << 4 | digit;
        }
        throw new HttpRefusal(400, "a malformed chunk");
    }

    private byte[] rest(int limit) throws IOException {
        byte[] body = new byte[1024];
        int count = 0;
        while (await()) {
            if (count == limit) throw new HttpRefusal(413, "a body of more than " + limit + " bytes, the limit");
            if (count == body.length) body = Arrays.copyOf(body, (int) Math.min(limit, 2L * body.length));
            count += read(body, count, body.length - count);
        }
        return Arrays.copyOf(body, count);
    }

    /** Reads and forgets what comes, so that the peer can read the answer; at most so many bytes. */
    void discard(long most) throws IOException {
        for (long left = most; left > 0; ) {
            int count = in.read(buffer, 0, buffer.length);
            if (count <= 0) return;
            left -= count;
        }
    }
}
