package io.rmix.benchmarks.ring;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A mapped file through which the coordinator tells members who is on, and members tell what they delivered. */
final class Board {
    /** Nobody sends. */
    static final int IDLE = 0;
    /** Members end. */
    static final int STOP = -1;

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int LINE = 128;

    /** Figures of a member. */
    enum Field {
        READY,
        DELIVERED,
        HASH,
        ALLOCATED,
        FAILED
    }

    private final ByteBuffer bytes;
    private final int members;

    Board(Path file, int members) throws IOException {
        this.members = members;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) LINE * (2L * members + 1))
                    .order(ByteOrder.nativeOrder());
        }
    }

    /** Number of the system that is on, or {@link #IDLE} or {@link #STOP}. */
    int phase() {
        return (int) (long) LONGS.getVolatile(bytes, 0);
    }

    void phase(int value) {
        LONGS.setVolatile(bytes, 0, (long) value);
    }

    /** @param system 1 or 2 */
    long get(int system, int member, Field field) {
        return (long) LONGS.getVolatile(bytes, at(system, member, field));
    }

    void set(int system, int member, Field field, long value) {
        LONGS.setRelease(bytes, at(system, member, field), value);
    }

    private int at(int system, int member, Field field) {
        return LINE * (1 + (system - 1) * members + member) + 8 * field.ordinal();
    }
}
