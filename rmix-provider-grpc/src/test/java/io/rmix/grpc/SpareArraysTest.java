package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class SpareArraysTest {
    private static final int SIZE = 64 << 10;

    private final SpareArrays spare = new SpareArrays();

    @Test
    void theOneGivenBackLastIsTakenFirstAndOnce() {
        byte[] first = spare.take(SIZE);
        byte[] second = spare.take(SIZE);
        assertNotSame(first, second);
        spare.give(first);
        spare.give(second);
        assertSame(second, spare.take(SIZE));
        assertSame(first, spare.take(SIZE - 1));
        assertNotSame(first, spare.take(SIZE));
    }

    @Test
    void whatFitsIsTakenUnlessItIsMuchTooLong() {
        byte[] array = spare.take(SIZE);
        spare.give(array);
        assertEquals(SIZE + 1, spare.take(SIZE + 1).length, "too short");
        int tooFew = SIZE / SpareArrays.MOST_WASTE - 1;
        assertEquals(tooFew, spare.take(tooFew).length, "much too long");
        assertSame(array, spare.take(SIZE / SpareArrays.MOST_WASTE));
    }

    @Test
    void whatIsTooShortOrTooLongIsNotKept() {
        for (int size : new int[] {SpareArrays.LEAST_BYTES - 1, SpareArrays.MOST_BYTES + 1}) {
            byte[] array = spare.take(size);
            spare.give(array);
            assertNotSame(array, spare.take(size), size + " bytes");
        }
    }

    @Test
    void beyondTheBoundTheOldestGoes() {
        byte[][] arrays = new byte[SpareArrays.MOST_ARRAYS + 1][];
        for (int i = 0; i < arrays.length; i++) arrays[i] = spare.take(SIZE);
        for (byte[] each : arrays) spare.give(each);
        for (int i = arrays.length - 1; i > 0; i--) assertSame(arrays[i], spare.take(SIZE));
        assertNotSame(arrays[0], spare.take(SIZE));
    }
}
