package io.rmix.cli.torture.trace;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Writes the trace of one process, each record with a call of its own to the operating system, so that what was written is there when the process is
 * killed. Goes on in another file after {@link #SEGMENT} bytes.
 *
 * <p><b>Threads.</b> Any.
 */
public final class TraceWriter implements AutoCloseable {
    /** Bytes of a file. */
    static final int SEGMENT = 8 << 20;

    /** A view of 1,024 members fits. */
    private static final int MOST = 1 << 17;

    private final Path base;
    private final ByteBuffer buffer = ByteBuffer.allocate(MOST);
    private FileOutputStream file;
    private int segment;
    private int written;

    /** @param base the files are called so, with a number behind */
    public TraceWriter(Path base) throws IOException {
        this.base = base;
        this.file = open();
    }

    /** The file with a number, from 0. */
    static Path file(Path base, int segment) {
        return base.resolveSibling(base.getFileName() + "." + segment);
    }

    /**
     * Writes one record.
     *
     * @throws UncheckedIOException if it cannot be written; the member's trace is then of no use
     */
    public synchronized void write(TraceRecord record) {
        buffer.clear().position(Integer.BYTES);
        buffer.putLong(System.currentTimeMillis());
        TraceCodec.write(record, buffer);
        buffer.putInt(0, buffer.position() - Integer.BYTES);
        try {
            if (written > SEGMENT) {
                file.close();
                segment++;
                written = 0;
                file = open();
            }
            file.write(buffer.array(), 0, buffer.position());
            written += buffer.position();
        } catch (IOException e) {
            throw new UncheckedIOException("the trace " + base + " cannot be written", e);
        }
    }

    private FileOutputStream open() throws IOException {
        return new FileOutputStream(file(base, segment).toFile());
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
