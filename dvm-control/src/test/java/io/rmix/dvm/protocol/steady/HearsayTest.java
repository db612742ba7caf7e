package io.rmix.dvm.protocol.steady;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.protocol.link.Control.Known;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a member makes of what its successor says, in a ring of a, b and c. */
class HearsayTest {
    private static final int A = 0;
    private static final int B = 1;
    private static final int C = 2;

    private final Counters counters = new Counters(3, B, 0);
    private final Hearsay hearsay = new Hearsay(3, B, new RingRules(), counters);

    @Test
    void whatIsStableThereIsStableHereOnceAllThatWasThereHasCome() {
        counters.receivedFrom(A);
        assertEquals("", hearsay.told(new Known(List.of(1L, 0L, 1L), List.of(1L, 0L, 0L))));
        hearsay.take();
        assertEquals(0, hearsay.stable(A), "a smaller message of c may still come");
        assertTrue(hearsay.awaitsStable());
        counters.receivedFrom(C);
        hearsay.take();
        assertEquals(1, hearsay.stable(A));
        assertEquals(0, counters.stable(A), "the ring's own counter goes its way");
        counters.grow(A, 1, 0, true, true);
        assertEquals(1, hearsay.stable(A));
    }

    @Test
    void anOlderWordDoesNotTakeTheNewersPlace() {
        counters.receivedFrom(A);
        counters.receivedFrom(A);
        hearsay.told(new Known(List.of(2L, 0L, 0L), List.of(2L, 0L, 0L)));
        hearsay.told(new Known(List.of(1L, 0L, 0L), List.of(1L, 0L, 0L)));
        hearsay.take();
        assertEquals(2, hearsay.stable(A));
        assertFalse(hearsay.awaitsStable());
    }

    @Test
    void whatCannotBeTrueIsRefused() {
        assertEquals(
                "is about 2 and 3 origins in a view of 3",
                hearsay.told(new Known(List.of(0L, 0L), List.of(0L, 0L, 0L))));
        assertEquals(
                "knows more to be stable of origin 2 than it has received",
                hearsay.told(new Known(List.of(0L, 0L, 1L), List.of(0L, 0L, 2L))));
        counters.originated();
        assertEquals(
                "has received 2 messages of this member, which originated 1",
                hearsay.told(new Known(List.of(0L, 2L, 0L), List.of(0L, 0L, 0L))));
        hearsay.take();
        assertEquals(0, hearsay.stable(C), "nothing of it is kept");
    }

    @Test
    void wordIsGivenOnceAndSaysWhatThereIs() {
        counters.receivedFrom(A);
        counters.originated();
        hearsay.tell();
        assertEquals(new Known(List.of(1L, 1L, 0L), List.of(0L, 0L, 0L)), hearsay.word());
        assertNull(hearsay.word());
    }

    /** Where the counter may wait the word has come, whoever the origin is; where word does not come it may not wait. */
    @Test
    void everyMemberLearnsFromTheOneSideOrTheOther() {
        for (int size = 3; size <= 8; size++) {
            for (int origin = 0; origin < size; origin++) {
                int start = (origin + size - 1) % size;
                boolean[] told = new boolean[size];
                for (int to = (start + size - 1) % size; !told[to]; to = (to + size - 1) % size) {
                    told[to] = true;
                    if (!passesOn(size, to, origin)) {
                        break;
                    }
                }
                for (int at = start, hops = 1; hops < size; hops++, at = (at + 1) % size) {
                    boolean waits =
                            new Hearsay(size, at, new RingRules(), new Counters(size, at, 0)).comesFromBehind(origin);
                    assertEquals(
                            told[(at + 1) % size], waits, size + " members, origin " + origin + ", from " + at + " on");
                }
            }
        }
    }

    private static boolean passesOn(int size, int self, int origin) {
        Counters counters = new Counters(size, self, 0);
        Hearsay there = new Hearsay(size, self, new RingRules(), counters);
        if (origin == self) {
            counters.originated();
        } else {
            counters.receivedFrom(origin);
        }
        Long[] one = new Long[size];
        Arrays.fill(one, 0L);
        one[origin] = 1L;
        there.told(new Known(List.of(one), List.of(one)));
        there.take();
        return there.word() != null;
    }
}
