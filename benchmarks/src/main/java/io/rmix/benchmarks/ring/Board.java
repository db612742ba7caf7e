package io.rmix.benchmarks.ring;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A mapped file through which the coordinator tells members who is on, and members tell what they delivered. Of timed messages it counts at
 * how many members each has arrived: who is the last notes the time that it took.
 */
final class Board {
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int LINE = 128;
    private static final Contender[] CONTENDERS = Contender.values();
    private static final Load[] LOADS = Load.values();

    /** Nobody sends. */
    private static final long REST = 0;
    /** Members end. */
    private static final long STOP = -1;

    /** More timed messages than may be under way at once. */
    private static final int SLOTS = 1 << 16;
    /** More times than a window has. */
    private static final int TIMES = 1 << 18;

    /** Figures of a member. */
    enum Field {
        /** It is in the group. */
        JOINED,
        /** It knows that all are. */
        READY,
        DELIVERED,
        /** Over senders and numbers of all deliveries in their order. */
        HASH,
        ALLOCATED,
        FAILED
    }

    private final ByteBuffer bytes;
    private final int members;
    private final int slots;
    private final int times;

    Board(Path file, int members) throws IOException {
        this.members = members;
        slots = LINE * (2 + CONTENDERS.length * members);
        times = slots + Long.BYTES * SLOTS;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, times + (long) Long.BYTES * TIMES)
                    .order(ByteOrder.nativeOrder());
        }
    }

    /** The members of one contender send. */
    void start(Contender contender, Load load) {
        LONGS.setVolatile(bytes, 0, 1 + (long) contender.ordinal() * LOADS.length + load.ordinal());
    }

    void rest() {
        LONGS.setVolatile(bytes, 0, REST);
    }

    void stop() {
        LONGS.setVolatile(bytes, 0, STOP);
    }

    boolean stopped() {
        return (long) LONGS.getVolatile(bytes, 0) == STOP;
    }

    /** What a contender's members have to do; null for nothing. */
    @Nullable Load load(Contender contender) {
        long index = (long) LONGS.getVolatile(bytes, 0) - 1 - (long) contender.ordinal() * LOADS.length;
        return index >= 0 && index < LOADS.length ? LOADS[(int) index] : null;
    }

    long get(Contender contender, int member, Field field) {
        return (long) LONGS.getVolatile(bytes, at(contender, member, field));
    }

    void set(Contender contender, int member, Field field, long value) {
        LONGS.setRelease(bytes, at(contender, member, field), value);
    }

    private int at(Contender contender, int member, Field field) {
        return LINE * (2 + contender.ordinal() * members + member) + Long.BYTES * field.ordinal();
    }

    /**
     * A member has got a timed message.
     *
     * @param number of the message; whose numbers may be those of others only when none of the others is under way
     * @param nanos that it took to get here
     */
    void arrived(long number, long nanos) {
        int slot = slots + Long.BYTES * (int) (number & (SLOTS - 1));
        long arrivals = 1 + (long) LONGS.getAndAdd(bytes, slot, 1L);
        if (arrivals % members == 0) {
            long index = (long) LONGS.getAndAdd(bytes, LINE, 1L);
            LONGS.setRelease(bytes, times + Long.BYTES * (int) (index & (TIMES - 1)), nanos);
        }
    }

    /** How many timed messages have arrived at all members. */
    long timed() {
        return (long) LONGS.getVolatile(bytes, LINE);
    }

    /**
     * Times that messages took to the last member, in nanoseconds; the latest ones if there are too many. Only when nothing is under way.
     *
     * @param from as {@link #timed} was
     * @param to as it was later
     */
    long[] times(long from, long to) {
        int count = (int) Math.min(TIMES, to - from);
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long index = to - count + i;
            nanos[i] = (long) LONGS.getVolatile(bytes, times + Long.BYTES * (int) (index & (TIMES - 1)));
        }
        return nanos;
    }
}
