package io.rmix.dvm.sim;

import java.util.Locale;

/** How often everything happened that can go wrong. */
final class Tally {
    private final long[] hits = new long[Hit.values().length];

    void hit(Hit hit) {
        hits[hit.ordinal()]++;
    }

    long of(Hit hit) {
        return hits[hit.ordinal()];
    }

    Tally plus(Tally other) {
        Tally sum = new Tally();
        for (int i = 0; i < hits.length; i++) {
            sum.hits[i] = hits[i] + other.hits[i];
        }
        return sum;
    }

    /** A line for each, with how many there were in 1,000 seeds. */
    String table(long seeds) {
        StringBuilder text = new StringBuilder();
        for (Hit hit : Hit.values()) {
            if (hit != Hit.NOTHING) {
                String name = hit.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                text.append(
                        String.format("%-32s %,14d %,12.1f in 1,000 seeds%n", name, of(hit), of(hit) * 1000.0 / seeds));
            }
        }
        return text.toString();
    }
}
