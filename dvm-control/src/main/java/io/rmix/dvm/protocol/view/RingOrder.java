package io.rmix.dvm.protocol.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.ToLongFunction;

/**
 * An order of members on the ring in which no two are neighbours whose link is broken: the old order where it will do, else the first that a search finds; members
 * that fit nowhere are left out.
 */
final class RingOrder {
    private static final int STEPS = 20_000;

    private final List<Integer> members;
    private final BiPredicate<Integer, Integer> broken;
    private final boolean[] used;
    private final List<Integer> path = new ArrayList<>();
    private int steps;

    private RingOrder(List<Integer> members, BiPredicate<Integer, Integer> broken) {
        this.members = members;
        this.broken = broken;
        this.used = new boolean[members.size()];
    }

    /**
     * Finds an order.
     *
     * @param members in the old order
     * @param broken whether the link between two of them is, either way
     * @param leastFirst whom to leave out rather than others with as many broken links, if somebody must be
     * @return the members, or some of them, in an order without broken links
     */
    static List<Integer> of(
            List<Integer> members, BiPredicate<Integer, Integer> broken, Comparator<Integer> leastFirst) {
        List<Integer> left = new ArrayList<>(members);
        while (left.size() > 1) {
            RingOrder search = new RingOrder(left, broken);
            if (search.found()) {
                return search.path;
            }
            left.remove(worst(left, broken, leastFirst));
        }
        return left;
    }

    /** The one with most broken links, since it is more likely at fault than each of the others; of several the least. */
    private static Integer worst(
            List<Integer> members, BiPredicate<Integer, Integer> broken, Comparator<Integer> leastFirst) {
        ToLongFunction<Integer> links = each ->
                members.stream().filter(other -> broken.test(each, other)).count();
        return members.stream()
                .min(Comparator.comparingLong(links).reversed().thenComparing(leastFirst))
                .orElseThrow();
    }

    private boolean found() {
        used[0] = true;
        path.add(members.get(0));
        return extended(0);
    }

    /** Goes on behind the member at an index, trying those that follow it in the old order first. */
    private boolean extended(int last) {
        if (path.size() == members.size()) {
            return !broken.test(members.get(last), path.get(0));
        }
        for (int i = 1; i < members.size() && steps < STEPS; i++) {
            int next = (last + i) % members.size();
            if (used[next] || broken.test(members.get(last), members.get(next))) {
                continue;
            }
            steps++;
            used[next] = true;
            path.add(members.get(next));
            if (extended(next)) {
                return true;
            }
            used[next] = false;
            path.remove(path.size() - 1);
        }
        return false;
    }
}
