package io.rmix.dvm.protocol.link;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Layout of the link log's entries, little endian and unaligned; docs/PROTOCOL.md has it byte by byte.
 *
 * <pre>
 * data      0 u32 length of the entry   4 u8 kind (1 reliable, 2 atomic)   5 u8 zero   6 u16 origin
 *           8 u64 sequence   16 u64 number   24 i64 time   32 payload
 * counters  0 u32 length of the entry   4 u8 kind (3)   5 u8 zero   6 u16 pairs
 *           8 + 12 i: u16 origin, u16 flags (1: the stable delta was told directly), u32 stable delta, u32 done delta; origins ascend
 * </pre>
 */
public final class Entry {
    /** Kind of a reliable message. */
    public static final int RELIABLE = 1;
    /** Kind of an atomic message. */
    public static final int ATOMIC = 2;
    /** Kind of a counter entry. */
    public static final int COUNTERS = 3;
    /** Bytes of a data entry's header. */
    public static final int HEADER = 32;
    /** Bytes of a counter entry's header, the least an entry can have. */
    public static final int COUNTERS_HEADER = 8;
    /** Flag of a pair: members that the stable delta has far to go to on the ring were told it directly. */
    public static final int TOLD = 1;
    /** Bytes of a pair of deltas. */
    public static final int PAIR = 12;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Entry() {}

    /** Bytes of the whole entry at an offset. */
    public static int length(byte[] log, int offset) {
        return (int) INT.get(log, offset);
    }

    /** One of the kinds above. */
    public static int kind(byte[] log, int offset) {
        return log[offset + 4];
    }

    /** Ring index of a data entry's origin. */
    public static int origin(byte[] log, int offset) {
        return (int) INT.get(log, offset + 4) >>> 16;
    }

    /** Sequence number of a data entry. */
    public static long sequence(byte[] log, int offset) {
        return (long) LONG.get(log, offset + 8);
    }

    /** Lamport number of a data entry. */
    public static long number(byte[] log, int offset) {
        return (long) LONG.get(log, offset + 16);
    }

    /** Originator's time of a data entry. */
    public static long time(byte[] log, int offset) {
        return (long) LONG.get(log, offset + 24);
    }

    /** Writes the header of a data entry. */
    public static void header(
            byte[] log, int offset, int length, int kind, int origin, long sequence, long number, long time) {
        INT.set(log, offset, length);
        INT.set(log, offset + 4, kind | origin << 16);
        LONG.set(log, offset + 8, sequence);
        LONG.set(log, offset + 16, number);
        LONG.set(log, offset + 24, time);
    }

    /** Number of pairs of a counter entry. */
    public static int pairs(byte[] log, int offset) {
        return origin(log, offset);
    }

    /** Writes the header of a counter entry. */
    public static void countersHeader(byte[] log, int offset, int pairs) {
        INT.set(log, offset, countersLength(pairs));
        INT.set(log, offset + 4, COUNTERS | pairs << 16);
    }

    /** Bytes of a counter entry. */
    public static int countersLength(int pairs) {
        return COUNTERS_HEADER + PAIR * pairs;
    }

    /** Writes one pair of a counter entry; the flag is {@link #TOLD} or 0. */
    public static void pair(byte[] log, int entry, int index, int origin, int flag, int stable, int done) {
        int at = entry + COUNTERS_HEADER + PAIR * index;
        INT.set(log, at, origin | flag << 16);
        INT.set(log, at + 4, stable);
        INT.set(log, at + 8, done);
    }

    /** Origin of a pair. */
    public static int pairOrigin(byte[] log, int entry, int index) {
        return (int) INT.get(log, entry + COUNTERS_HEADER + PAIR * index) & 0xffff;
    }

    /** Flags of a pair. */
    public static int pairFlags(byte[] log, int entry, int index) {
        return (int) INT.get(log, entry + COUNTERS_HEADER + PAIR * index) >>> 16;
    }

    /** Stable delta of a pair. */
    public static int pairStable(byte[] log, int entry, int index) {
        return (int) INT.get(log, entry + COUNTERS_HEADER + PAIR * index + 4);
    }

    /** Done delta of a pair. */
    public static int pairDone(byte[] log, int entry, int index) {
        return (int) INT.get(log, entry + COUNTERS_HEADER + PAIR * index + 8);
    }
}
