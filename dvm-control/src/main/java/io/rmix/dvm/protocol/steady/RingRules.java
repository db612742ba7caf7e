package io.rmix.dvm.protocol.steady;

/** The rules of a ring whose counters never overtake data; LCR, section 4 (Guerraoui, Levy, Pochon, Quema, TOCS 2010). */
public class RingRules implements Rules {
    @Override
    public boolean stable(long sequence, long stableCounter) {
        return sequence <= stableCounter;
    }

    /**
     * On this ring it follows from stability: a member that had not seen m when it originated m' put m' on its link before it
     * forwarded m or m's counter, so m' has come before m's counter does. Other rings compute it differently; that is why it is apart.
     */
    @Override
    public boolean complete(long sequence, long stableCounter) {
        return sequence <= stableCounter;
    }

    /** The greater priority first among equal numbers. */
    @Override
    public boolean precedes(long number, int priority, long otherNumber, int otherPriority) {
        return number < otherNumber || (number == otherNumber && priority > otherPriority);
    }

    @Override
    public long clock(long clock, long number) {
        return Math.max(clock, number);
    }

    @Override
    public boolean lacksTail(long position, long logEnd) {
        return position < logEnd;
    }
}
