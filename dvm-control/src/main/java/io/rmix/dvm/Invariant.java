package io.rmix.dvm;

/** What must hold if our own code is right. Always on: a member that finds itself wrong stops before it tells others. */
public final class Invariant {
    private Invariant() {}

    /** Thrown when an invariant does not hold: a defect of this program, never a peer's mistake or bad input. */
    public static final class Violation extends IllegalStateException {
        private static final long serialVersionUID = 1;

        private Violation(String message) {
            super(message);
        }
    }

    /**
     * Checks a condition that our own code is to guarantee.
     *
     * @param holds the condition
     * @param invariant what should hold, in words
     * @throws Violation if it does not hold
     */
    public static void check(boolean holds, String invariant) {
        if (!holds) {
            throw violation(invariant, 0, 0);
        }
    }

    /**
     * The same with two figures to look at; they are formatted only when the check fails, so it may stand on a hot path.
     *
     * @param holds the condition
     * @param invariant what should hold, in words
     * @param found the value found
     * @param bound the value it was compared with
     * @throws Violation if it does not hold
     */
    public static void check(boolean holds, String invariant, long found, long bound) {
        if (!holds) {
            throw violation(invariant, found, bound);
        }
    }

    private static Violation violation(String invariant, long found, long bound) {
        return new Violation("invariant violated: " + invariant + " (" + found + " against " + bound + ")");
    }
}
