package io.rmix.dvm.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * MurmurHash3_x64_128 (Austin Appleby, 2011) with seed 0: 128 bits, well distributed and fast, no protection against anybody. Not for several threads.
 */
final class Murmur3 {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    private long h1;
    private long h2;

    /** Hashes bytes; {@link #high} and {@link #low} have the result. */
    void hash(byte[] array, int offset, int length) {
        // Locals, not fields: the loop must not write to memory.
        long a = 0;
        long b = 0;
        int blocks = offset + (length & ~15);
        for (int at = offset; at < blocks; at += 16) {
            a = (Long.rotateLeft(a ^ first((long) LONG.get(array, at)), 27) + b) * 5 + 0x52dce729;
            b = (Long.rotateLeft(b ^ second((long) LONG.get(array, at + 8)), 31) + a) * 5 + 0x38495ab5;
        }
        int left = length & 15;
        b ^= second(word(array, blocks + 8, left - 8)) ^ length;
        a ^= first(word(array, blocks, Math.min(left, 8))) ^ length;
        a += b;
        b += a;
        a = finish(a);
        b = finish(b);
        h1 = a + b;
        h2 = b + h1;
    }

    /** The first 64 bits. */
    long high() {
        return h1;
    }

    /** The last 64 bits. */
    long low() {
        return h2;
    }

    /** Up to eight bytes, the first one lowest; 0 for none. */
    private static long word(byte[] array, int from, int length) {
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = word << 8 | array[from + i] & 0xff;
        }
        return word;
    }

    private static long first(long k) {
        return Long.rotateLeft(k * C1, 31) * C2;
    }

    private static long second(long k) {
        return Long.rotateLeft(k * C2, 33) * C1;
    }

    private static long finish(long h) {
        long x = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        x = (x ^ x >>> 33) * 0xc4ceb9fe1a85ec53L;
        return x ^ x >>> 33;
    }
}
