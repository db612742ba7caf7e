package io.rmix.dvm.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A chain over the total order: equal at two members exactly if they delivered the same atomic messages in the same order, but for accidents of 1 in 2^128. It finds defects, not
 * adversaries. docs/REPLICATION.md has it byte by byte, with an example to test against.
 *
 * <p><b>Threads.</b> The apply thread.
 */
final class OrderHash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LINK_BYTES = 72;

    private final Murmur3 murmur = new Murmur3();
    private final byte[] link = new byte[LINK_BYTES];

    /** Adds a message: its payload as it was broadcast, envelope included. */
    void add(long view, long position, int origin, long sequence, byte[] array, int offset, int length) {
        murmur.hash(array, offset, length);
        LONG.set(link, 16, view);
        LONG.set(link, 24, position);
        LONG.set(link, 32, (long) origin);
        LONG.set(link, 40, sequence);
        LONG.set(link, 48, (long) length);
        LONG.set(link, 56, murmur.high());
        LONG.set(link, 64, murmur.low());
        murmur.hash(link, 0, LINK_BYTES);
        LONG.set(link, 0, murmur.high());
        LONG.set(link, 8, murmur.low());
    }

    /** 32 hexadecimal digits; all zero before the first message. */
    @Override
    public String toString() {
        return String.format("%016x%016x", (long) LONG.get(link, 0), (long) LONG.get(link, 8));
    }
}
