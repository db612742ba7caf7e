package io.rmix.dvm.runtime;

import io.rmix.dvm.View;

/**
 * Whether a view has the voters that writes want: what is originated in one that has fewer would be held by fewer than the operator wants. What was originated before
 * completes all the same.
 *
 * <p><b>Threads.</b> The protocol loop writes, any thread reads.
 */
final class WriteFloor {
    private final int wanted;
    private volatile String refusal = "";

    /** @param wanted voters, at least 1 */
    WriteFloor(int wanted) {
        this.wanted = wanted;
    }

    /** A view begins. One in which this member has no vote yet refuses nothing: what is submitted waits until it has. */
    void installed(View view, int self) {
        boolean enough = !view.isVoter(self) || view.voters() >= wanted;
        refusal = enough ? "" : refusal(view.number(), view.voters(), wanted);
    }

    /** Why a view of too few voters takes no writes. */
    static String refusal(long view, int voters, int wanted) {
        return "view " + view + " has " + (voters == 1 ? "1 voter" : voters + " voters") + ", and write-floor wants "
                + wanted + ": nothing is written until more members are back";
    }

    /** Why nothing may be originated now; empty if it may. */
    String refusal() {
        return refusal;
    }
}
