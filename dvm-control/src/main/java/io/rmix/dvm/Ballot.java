package io.rmix.dvm;

import java.util.Comparator;
import java.util.Objects;

/**
 * Number of an attempt to decide a view; ordered by attempt, then by the member that makes it.
 *
 * @param attempt counted from 1; 0 for the first view of a lineage, which nobody voted on
 * @param member name of the member that makes the attempt
 * @param incarnation its incarnation
 */
public record Ballot(long attempt, String member, long incarnation) implements Comparable<Ballot> {
    /** Below every attempt: that of a first view, and what nobody has promised. */
    public static final Ballot NONE = new Ballot(0, "", 0);

    private static final Comparator<Ballot> ORDER = Comparator.comparingLong(Ballot::attempt)
            .thenComparing(Ballot::member)
            .thenComparingLong(Ballot::incarnation);

    /** Refuses negative attempts. */
    public Ballot {
        Objects.requireNonNull(member, "member");
        if (attempt < 0) {
            throw new IllegalArgumentException("attempt is " + attempt + ": expected 0 or more");
        }
    }

    @Override
    public int compareTo(Ballot other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return attempt + "@" + member + "#" + incarnation;
    }
}
