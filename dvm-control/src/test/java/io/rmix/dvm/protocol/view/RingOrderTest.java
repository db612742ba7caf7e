package io.rmix.dvm.protocol.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RingOrderTest {
    private static List<Integer> order(int size, Set<String> broken) {
        return RingOrder.of(
                IntStream.range(0, size).boxed().toList(),
                (one, other) -> broken.contains(one + "-" + other) || broken.contains(other + "-" + one),
                Comparator.naturalOrder());
    }

    @Test
    void theOldOrderStaysWhereItWillDo() {
        assertEquals(List.of(0, 1, 2, 3), order(4, Set.of()));
        assertEquals(List.of(0, 1, 2, 3), order(4, Set.of("0-2")));
        assertEquals(List.of(5), order(6, Set.of()).subList(5, 6));
    }

    @Test
    void aBrokenLinkIsAvoided() {
        assertEquals(List.of(0, 2, 1, 3), order(4, Set.of("0-1")));
        assertEquals(List.of(0, 1, 3, 2), order(4, Set.of("3-0")));
    }

    @Test
    void whoFitsNowhereIsLeftOut() {
        assertEquals(List.of(1, 2), order(3, Set.of("0-1")));
        assertEquals(List.of(1), order(2, Set.of("0-1")));
        assertEquals(List.of(1, 2, 3), order(4, Set.of("0-1", "0-2", "0-3")));
        assertEquals(List.of(0, 1, 2), order(4, Set.of("3-0", "3-2")), "3 cannot be between 1 and another");
    }

    @Test
    void anOrderHasNoBrokenLinkAndLosesFew() {
        SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 500; run++) {
            int size = 2 + random.nextInt(9);
            Set<String> broken = new TreeSet<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                broken.add(random.nextInt(size) + "-" + random.nextInt(size));
            }
            broken.removeIf(each -> each.charAt(0) == each.charAt(2) || each.length() != 3);
            List<Integer> order = order(size, broken);
            for (int i = 0; i < order.size() && order.size() > 1; i++) {
                int next = order.get((i + 1) % order.size());
                assertFalse(broken.contains(order.get(i) + "-" + next), broken + " " + order);
                assertFalse(broken.contains(next + "-" + order.get(i)), broken + " " + order);
            }
            assertTrue(size < 6 || order.size() == size, "two broken links of six can be avoided: " + broken + order);
        }
    }

    @Test
    void aThousandMembersAreQuick() {
        assertEquals(1000, order(1000, Set.of("0-1", "999-0", "500-501")).size());
    }
}
