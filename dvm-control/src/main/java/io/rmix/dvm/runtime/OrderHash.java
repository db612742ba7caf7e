package io.rmix.dvm.runtime;

import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A chain over the total order: equal at two members exactly if they delivered the same atomic messages in the same order, but for accidents of 1 in 2^32 where a payload
 * differs and 1 in 2^64 where anything else does. It finds defects, not adversaries. docs/REPLICATION.md has it byte by byte, with an example to test against.
 *
 * <p><b>Threads.</b> The apply thread.
 */
final class OrderHash {
    private final CRC32C crc = new CRC32C();
    private long hash;

    /** Adds a message: its payload as it was broadcast, envelope included. */
    void add(long view, long position, int origin, long sequence, byte[] array, int offset, int length) {
        crc.reset();
        crc.update(array, offset, length);
        long h = mix(hash ^ view);
        h = mix(h ^ position);
        h = mix(h ^ origin);
        h = mix(h ^ sequence);
        hash = mix(h ^ ((long) length << Integer.SIZE | crc.getValue()));
    }

    /** The hash so far. */
    long value() {
        return hash;
    }

    /** Goes on from a hash that another member had. */
    void restore(long value) {
        hash = value;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, <i>Fast Splittable Pseudorandom Number Generators</i>, OOPSLA 2014, with Stafford's constants). */
    private static long mix(long x) {
        long y = (x ^ x >>> 30) * 0xbf58476d1ce4e5b9L;
        y = (y ^ y >>> 27) * 0x94d049bb133111ebL;
        return y ^ y >>> 31;
    }

    /** 16 hexadecimal digits; all zero before the first message. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(hash);
    }
}
