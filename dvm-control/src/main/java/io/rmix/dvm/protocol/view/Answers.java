package io.rmix.dvm.protocol.view;

import io.rmix.dvm.View;
import java.util.function.IntPredicate;

/** How long a coordinator waits for whom: for a quorum, and for all others that are not given up, or for as long as silence is borne. */
final class Answers {
    private final View view;
    private final Quorum quorum;
    private final Reports reports;
    private final int timeoutTicks;

    /** @param timeoutTicks for which all are waited for that are not given up */
    Answers(View view, Quorum quorum, Reports reports, int timeoutTicks) {
        this.view = view;
        this.quorum = quorum;
        this.reports = reports;
        this.timeoutTicks = timeoutTicks;
    }

    /**
     * Whether those that have answered are a quorum.
     *
     * @param answered by ring index
     * @param ticks since they were asked
     */
    boolean isQuorum(IntPredicate answered, int ticks) {
        boolean late = ticks > timeoutTicks;
        return quorum.reached(answered, i -> late || isGivenUp(i, ticks));
    }

    /**
     * Whether enough have answered, and all that can be expected to have.
     *
     * @param lives by ring index: waited for, whoever reports it
     */
    boolean enough(IntPredicate answered, IntPredicate lives, int ticks) {
        if (!isQuorum(answered, ticks)) {
            return false;
        }
        boolean late = ticks > timeoutTicks;
        for (int i = 0; i < view.size(); i++) {
            boolean expected = !isGivenUp(i, ticks) || lives.test(i);
            if (expected && !answered.test(i) && !late) {
                return false;
            }
        }
        return true;
    }

    private boolean isGivenUp(int member, int ticks) {
        return reports.isGivenUp(view, member, ticks);
    }
}
