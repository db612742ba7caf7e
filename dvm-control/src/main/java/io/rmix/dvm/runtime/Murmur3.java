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
        h1 = 0;
        h2 = 0;
        int blocks = offset + (length & ~15);
        for (int at = offset; at < blocks; at += 16) {
            h1 = (Long.rotateLeft(h1 ^ first((long) LONG.get(array, at)), 27) + h2) * 5 + 0x52dce729;
            h2 = (Long.rotateLeft(h2 ^ second((long) LONG.get(array, at + 8)), 31) + h1) * 5 + 0x38495ab5;
        }
        tail(array, blocks, length & 15);
        h1 ^= length;
        h2 ^= length;
        h1 += h2;
        h2 += h1;
        h1 = finish(h1);
        h2 = finish(h2);
        h1 += h2;
        h2 += h1;
    }

    /** The first 64 bits. */
    long high() {
        return h1;
    }

    /** The last 64 bits. */
    long low() {
        return h2;
    }

    private void tail(byte[] array, int from, int length) {
        long k1 = 0;
        long k2 = 0;
        for (int i = length - 1; i >= 8; i--) {
            k2 = k2 << 8 | array[from + i] & 0xff;
        }
        for (int i = Math.min(length, 8) - 1; i >= 0; i--) {
            k1 = k1 << 8 | array[from + i] & 0xff;
        }
        h2 ^= second(k2);
        h1 ^= first(k1);
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
