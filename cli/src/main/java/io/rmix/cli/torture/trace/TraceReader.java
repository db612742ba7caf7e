package io.rmix.cli.torture.trace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Reads a trace while it is written. Not for concurrent use. */
public final class TraceReader implements AutoCloseable {
    private static final int BUFFER = 1 << 18;
    /** Files behind the one that is read which stay, for people to look into. */
    private static final int KEPT = 2;

    private final Path base;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private int segment;
    private @Nullable FileChannel file;

    /** Takes records. */
    @FunctionalInterface
    public interface Sink {
        /** @param millis when it was written, by the clock */
        void accept(long millis, TraceRecord record);
    }

    /** @param base as for {@link TraceWriter} */
    public TraceReader(Path base) {
        this.base = base;
    }

    /** Reads all that is written by now; what is cut off in the midst of a record is left for later, or for ever. */
    public void read(Sink sink) throws IOException {
        while (true) {
            // Asked first: when the next file is there, nothing is added to this one any more.
            boolean complete = Files.exists(TraceWriter.file(base, segment + 1));
            FileChannel from = file;
            if (from == null) {
                Path path = TraceWriter.file(base, segment);
                if (!Files.exists(path)) return;
                from = FileChannel.open(path, StandardOpenOption.READ);
                file = from;
            }
            while (fill(from)) drain(sink);
            if (!complete) return;
            next(from);
        }
    }

    private boolean fill(FileChannel from) throws IOException {
        buffer.compact();
        int read = from.read(buffer);
        buffer.flip();
        return read > 0;
    }

    private void drain(Sink sink) {
        while (buffer.remaining() >= Integer.BYTES) {
            int length = buffer.getInt(buffer.position());
            if (buffer.remaining() < Integer.BYTES + length) return;
            int end = buffer.position() + Integer.BYTES + length;
            ByteBuffer record = buffer.duplicate().position(buffer.position() + Integer.BYTES);
            record.limit(end);
            buffer.position(end);
            sink.accept(record.getLong(), TraceCodec.read(record));
        }
    }

    private void next(FileChannel read) throws IOException {
        read.close();
        file = null;
        buffer.limit(0);
        if (segment >= KEPT) Files.deleteIfExists(TraceWriter.file(base, segment - KEPT));
        segment++;
    }

    @Override
    public void close() throws IOException {
        if (file != null) file.close();
    }
}
