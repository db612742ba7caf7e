package io.rmix.examples.jobqueue.swf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a stream, each of bounded length. Lines end with LF or CR LF; the last may end with the stream. */
final class LineReader {
    /**
     * One line.
     *
     * @param number from 1
     * @param text without the line's end; the beginning of the line if that is too long
     * @param tooLong whether the line is longer than allowed; it has been read over
     */
    record Line(long number, String text, boolean tooLong) {}

    private final InputStream in;
    private final byte[] line;
    private final long maxBytes;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int filled;
    private long bytes;
    private long number;

    LineReader(InputStream in, int maxLineBytes, long maxBytes) {
        this.in = in;
        this.line = new byte[maxLineBytes];
        this.maxBytes = maxBytes;
    }

    /** The number of the line read last, or being read when an exception came. */
    long number() {
        return number;
    }

    /** The next line, or nothing at the end of the stream. */
    Optional<Line> next() throws IOException {
        number++;
        int length = 0;
        boolean tooLong = false;
        int next = read();
        if (next < 0) {
            number--;
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = read()) {
            if (length < line.length) {
                line[length++] = (byte) next;
            } else {
                tooLong = true;
            }
        }
        if (!tooLong && length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return Optional.of(new Line(number, new String(line, 0, length, StandardCharsets.UTF_8), tooLong));
    }

    private int read() throws IOException {
        if (position == filled) {
            filled = Math.max(0, in.read(buffer));
            position = 0;
            bytes += filled;
            if (filled == 0) {
                return -1;
            }
            if (bytes > maxBytes) {
                throw new IOException("the trace is longer than " + maxBytes + " bytes, its limit once unpacked");
            }
        }
        return buffer[position++];
    }
}
