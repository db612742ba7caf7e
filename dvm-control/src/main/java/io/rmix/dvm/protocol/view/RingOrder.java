package io.rmix.dvm.protocol.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;

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
     * @param leastFirst whom to leave out rather than others, if somebody must be
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
            left.remove(leastWithBrokenLink(left, broken, leastFirst));
        }
        return left;
    }

    private static Integer leastWithBrokenLink(
            List<Integer> members, BiPredicate<Integer, Integer> broken, Comparator<Integer> leastFirst) {
        return members.stream()
                .filter(each -> members.stream().anyMatch(other -> broken.test(each, other)))
                .min(leastFirst)
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
