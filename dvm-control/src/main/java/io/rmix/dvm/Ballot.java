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

    /** The greatest attempt: what is above did not come from counting. */
    public static final long MAX_ATTEMPT = 1L << 48;

    /** Refuses attempts that nobody makes. */
    public Ballot {
        Objects.requireNonNull(member, "member");
        if (attempt < 0 || attempt > MAX_ATTEMPT) {
            throw new IllegalArgumentException("attempt is " + attempt + ": expected 0 to " + MAX_ATTEMPT);
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
