package io.rmix.cli.torture.verify;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one order of a lineage, as the first member that wrote each position down has it; in a file, as it grows with the run. Not for concurrent use. */
final class TotalOrder implements AutoCloseable {
    private static final int ENTRY = 6 * Long.BYTES;
    private static final int CHUNK_ENTRIES = 1 << 15;

    private final FileChannel file;
    private final List<MappedByteBuffer> chunks = new ArrayList<>();
    private long complete;

    TotalOrder(Path path) throws IOException {
        file = FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /** All positions up to this one are known. */
    long complete() {
        return complete;
    }

    /** Goes on with {@link #complete} if the next position is known. */
    boolean advance() throws IOException {
        if (get(complete + 1) == null) return false;
        complete++;
        return true;
    }

    /** What is at a position, or null if nobody has written it down yet. */
    @Nullable Entry get(long position) throws IOException {
        if (position < 1) return null;
        MappedByteBuffer chunk = chunk(position);
        int at = at(position);
        long kind = chunk.getLong(at);
        return kind == 0
                ? null
                : new Entry(
                        kind,
                        chunk.getLong(at + 8),
                        chunk.getLong(at + 16),
                        chunk.getLong(at + 24),
                        chunk.getLong(at + 32),
                        chunk.getLong(at + 40));
    }

    void set(long position, Entry entry) throws IOException {
        MappedByteBuffer chunk = chunk(position);
        int at = at(position);
        chunk.putLong(at, entry.kind());
        chunk.putLong(at + 8, entry.view());
        chunk.putLong(at + 16, entry.sender());
        chunk.putLong(at + 24, entry.number());
        chunk.putLong(at + 32, entry.attempt());
        chunk.putLong(at + 40, entry.chain());
    }

    private static int at(long position) {
        return (int) (position % CHUNK_ENTRIES) * ENTRY;
    }

    private MappedByteBuffer chunk(long position) throws IOException {
        int wanted = (int) (position / CHUNK_ENTRIES);
        while (chunks.size() <= wanted) {
            long begin = (long) chunks.size() * CHUNK_ENTRIES * ENTRY;
            chunks.add(file.map(FileChannel.MapMode.READ_WRITE, begin, (long) CHUNK_ENTRIES * ENTRY));
        }
        return chunks.get(wanted);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
