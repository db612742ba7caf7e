package io.rmix.dvm.protocol.link;

import java.util.Arrays;

/** Arrays whose length is a power of two, in which what is numbered n lies at n modulo the length. */
public final class Rings {
    private Rings() {}

    /** Of twice the length. The old one is there twice, so that each element is at its new place, whichever half that is in. */
    public static long[] twice(long[] ring) {
        long[] grown = Arrays.copyOf(ring, 2 * ring.length);
        System.arraycopy(ring, 0, grown, ring.length, ring.length);
        return grown;
    }
}
