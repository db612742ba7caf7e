package io.rmix.javarmi;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Buffered input that can be looked ahead in, and that gives no more than a budget of bytes. For one thread. */
final class WireInput extends InputStream {
    private static final int FIRST_CHUNK = 64 << 10;

    /** Where bytes come from; as {@link InputStream#read(byte[], int, int)}. */
    @FunctionalInterface
    interface Source {
        int read(byte[] target, int offset, int length) throws IOException;
    }

    /** The peer sent more than the budget. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;

        TooLongException(String message) {
            super(message);
        }
    }

    private final Source source;
    private final byte[] buffer = new byte[16 << 10];
    private int position;
    private int end;
    private long budget = Long.MAX_VALUE;

    WireInput(Source source) {
        this.source = source;
    }

    /** From now on. */
    void budget(long bytes) {
        budget = bytes;
    }

    /** Whether bytes have arrived that nobody has read. */
    boolean hasBuffered() {
        return position < end;
    }

    /**
     * Makes bytes visible to {@link #at} without taking them.
     *
     * @param count at most 16 KiB
     */
    void peek(int count) throws IOException {
        if (end - position >= count) return;
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, end - position);
            end -= position;
            position = 0;
        }
        while (end < count) {
            int n = source.read(buffer, end, buffer.length - end);
            if (n < 0) throw new EOFException("the connection ended within a message");
            end += n;
        }
    }

    /** Whether the bytes that were peeked are those given. */
    boolean startsWith(byte[] expected, int from, int to) {
        return Arrays.equals(buffer, position, position + to - from, expected, from, to);
    }

    /** A byte that was peeked. */
    int at(int index) {
        return buffer[position + index] & 0xff;
    }

    /** Four bytes that were peeked. */
    int intAt(int index) {
        return at(index) << 24 | at(index + 1) << 16 | at(index + 2) << 8 | at(index + 3);
    }

    /** Takes bytes that were peeked. */
    void skipPeeked(int count) throws IOException {
        take(count);
        position += count;
    }

    private void take(int count) throws IOException {
        budget -= count;
        if (budget < 0) throw new TooLongException("more bytes than a message may have");
    }

    @Override
    public int read() throws IOException {
        if (position == end && !fill()) return -1;
        take(1);
        return buffer[position++] & 0xff;
    }

    private boolean fill() throws IOException {
        int n = source.read(buffer, 0, buffer.length);
        position = 0;
        end = Math.max(0, n);
        return n > 0;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (position == end) {
            if (length >= buffer.length) {
                int n = source.read(target, offset, length);
                if (n > 0) take(n);
                return n;
            }
            if (!fill()) return -1;
        }
        int n = Math.min(length, end - position);
        take(n);
        System.arraycopy(buffer, position, target, offset, n);
        position += n;
        return n;
    }

    /** Reads exactly so many bytes; memory grows with what arrives, not with what was announced. */
    byte[] readBody(int length) throws IOException {
        byte[] body = new byte[Math.min(length, FIRST_CHUNK)];
        int have = 0;
        while (true) {
            if (readNBytes(body, have, body.length - have) < body.length - have)
                throw new EOFException("the connection ended within a message");
            have = body.length;
            if (have == length) return body;
            body = Arrays.copyOf(body, (int) Math.min(length, 4L * have));
        }
    }

    /** Reads and forgets; false if the input ended before. */
    boolean discard(long count) throws IOException {
        for (long left = count; left > 0; ) {
            if (position == end && !fill()) return false;
            int n = (int) Math.min(left, end - position);
            take(n);
            position += n;
            left -= n;
        }
        return true;
    }
}
