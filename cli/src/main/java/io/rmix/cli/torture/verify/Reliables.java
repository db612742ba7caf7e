package io.rmix.cli.torture.verify;

import io.rmix.cli.torture.verify.Violation.Rule;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reliable broadcasts of a lineage. They have no position; but members that go from one view to the next have delivered the same ones in it, those of each origin in the order
 * of their broadcast. Not for concurrent use.
 */
final class Reliables {
    /** Views whose sums are remembered for members that come later. */
    private static final int KEPT = 256;

    private final Violations violations;
    private final Map<Long, BitSet> delivered = new HashMap<>();
    private final Map<Long, BitSet> refused = new HashMap<>();
    /** The greatest number that each origin was told to be delivered, by view. */
    private final Map<Long, Map<Long, Long>> acknowledged = new HashMap<>();

    private final Map<Long, Sums> ended = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Sums> eldest) {
            return size() > KEPT;
        }
    };

    /** What a member has delivered in a view, of each origin. */
    static final class Sums {
        private final Map<Long, long[]> byOrigin = new TreeMap<>();

        void add(long origin, long number) {
            long[] sum = byOrigin.computeIfAbsent(origin, each -> new long[3]);
            sum[0]++;
            sum[1] = number;
            sum[2] = (sum[2] ^ number) * 0x9e3779b97f4a7c15L;
        }

        long last(long origin) {
            long[] sum = byOrigin.get(origin);
            return sum == null ? 0 : sum[1];
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            byOrigin.forEach((origin, sum) -> text.append(text.isEmpty() ? "" : ", ")
                    .append("%d of process %d up to number %d (hash %x)".formatted(sum[0], origin, sum[1], sum[2])));
            return text.isEmpty() ? "none" : text.toString();
        }
    }

    Reliables(Violations violations) {
        this.violations = violations;
    }

    /**
     * A member delivered one.
     *
     * @param last the last number of this origin that this member delivered before
     */
    void delivered(String member, long origin, long number, long last) {
        String what = member + " delivers reliable broadcast " + number + " of process " + origin;
        if (number < 1 || number > Integer.MAX_VALUE) {
            violations.add(Rule.DAMAGED, what);
            return;
        }
        if (number == last) violations.add(Rule.DOUBLED, what + " twice");
        else if (number < last) violations.add(Rule.ORDER, what + " after number " + last);
        delivered.computeIfAbsent(origin, each -> new BitSet()).set((int) number);
        if (contains(refused, origin, number))
            violations.add(Rule.REFUSED_YET_DELIVERED, what + ", which was refused as not invoked");
    }

    void refused(long origin, long number) {
        refused.computeIfAbsent(origin, each -> new BitSet()).set((int) number);
        if (contains(delivered, origin, number))
            violations.add(
                    Rule.REFUSED_YET_DELIVERED,
                    "reliable broadcast " + number + " of process " + origin
                            + " was refused as not invoked, and was delivered");
    }

    /** The origin was told that a broadcast is delivered, in a view. */
    void acknowledged(long view, long origin, long number) {
        acknowledged.computeIfAbsent(view, each -> new HashMap<>()).merge(origin, number, Math::max);
        Sums known = ended.get(view);
        if (known != null) check(view, known, origin, number);
    }

    /** A member that was a voter of a view has delivered all of it. */
    void ended(String member, long view, Sums sums) {
        Sums first = ended.get(view);
        if (first == null) {
            ended.put(view, sums);
            acknowledged.getOrDefault(view, Map.of()).forEach((origin, number) -> check(view, sums, origin, number));
        } else if (!first.toString().equals(sums.toString())) {
            violations.add(
                    Rule.DIFFERS,
                    "reliable broadcasts of view " + view + ": " + member + " delivered " + sums
                            + "; another member delivered " + first);
        }
        acknowledged.keySet().removeIf(each -> each < view - KEPT);
    }

    private void check(long view, Sums sums, long origin, long number) {
        if (sums.last(origin) < number)
            violations.add(
                    Rule.LOST,
                    "reliable broadcast " + number + " of process " + origin
                            + " was acknowledged, but those that went on from view " + view + " delivered " + sums);
    }

    private static boolean contains(Map<Long, BitSet> sets, long origin, long number) {
        @Nullable BitSet set = sets.get(origin);
        return set != null && set.get((int) number);
    }
}
