package io.rmix.cli.torture.verify;

import io.rmix.cli.torture.verify.Violation.Rule;
import java.util.LinkedHashMap;
import java.util.Map;

/** Hashes at positions as the members say them when they are asked. Not for concurrent use. */
final class Hashes {
    private static final int KEPT = 1 << 14;

    private final Violations violations;
    private long compared;

    private record Said(String member, String order, String state) {}

    private final Map<Long, Said> first = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Said> eldest) {
            return size() > KEPT;
        }
    };

    Hashes(Violations violations) {
        this.violations = violations;
    }

    void said(String member, long position, String order, String state) {
        Said other = first.putIfAbsent(position, new Said(member, order, state));
        if (other == null) return;
        if (!other.member.equals(member)) compared++;
        if (!other.order.equals(order) || !other.state.equals(state))
            violations.add(
                    Rule.HASHES,
                    "position %d: %s has order %s and state %s, %s has order %s and state %s"
                            .formatted(position, member, order, state, other.member, other.order, other.state));
    }

    /** How many pairs of members were compared at one position. */
    long compared() {
        return compared;
    }
}
