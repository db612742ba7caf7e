package io.rmix.dvm.protocol.steady;

/**
 * The predicates on which order and agreement rest, in one place: the simulator replaces them one at a time by a wrong one, and must
 * notice. There is one set of right ones, {@link RingRules}.
 */
public interface Rules {
    /** Whether every member of the view has message {@code sequence} of an origin with this stable counter. */
    boolean stable(long sequence, long stableCounter);

    /** Whether nothing smaller than message {@code sequence} of an origin with this stable counter can still arrive. */
    boolean complete(long sequence, long stableCounter);

    /** Whether a message (number, priority of its origin) is delivered before another one. */
    boolean precedes(long number, int priority, long otherNumber, int otherPriority);

    /** The clock of a member that has received a message with this number. */
    long clock(long clock, long number);

    /** Whether a receiver at a position has lost something, when the idle sender's log ends there. */
    boolean lacksTail(long position, long logEnd);

    /** Whether a member that has received so many messages of an origin has what another one, that had received so many, speaks of. */
    default boolean covers(long received, long receivedThere) {
        return received >= receivedThere;
    }

    /** What is stable of every origin when a view begins: nothing. */
    default long stableAtStart(long view) {
        return 0;
    }
}
