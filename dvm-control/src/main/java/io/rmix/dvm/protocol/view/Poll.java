package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who has answered a coordinator's question whether there is a reason for another view. */
final class Poll {
    /** So long one waits for those that were given up once some of them have answered: until they were asked twice. */
    private static final int HEALING_TICKS = 3;

    private final View view;
    private final Reports reports;
    private final SortedSet<Integer> answered = new TreeSet<>();
    /** Ticks after the question when enough had answered. */
    private int enoughAt;

    Poll(View view, Reports reports) {
        this.view = view;
        this.reports = reports;
    }

    /** It is asked anew. */
    void begin() {
        answered.clear();
        enoughAt = Integer.MAX_VALUE;
    }

    void answered(int member) {
        answered.add(member);
    }

    boolean hasAnswered(int member) {
        return answered.contains(member);
    }

    /**
     * Whether others had better be waited for although enough have answered: one that was given up is among them, so what is reported is out of date, and those of its kind are
     * given a moment to answer too.
     *
     * @param ticks since the question
     */
    boolean isToHearMore(int ticks) {
        enoughAt = Math.min(enoughAt, ticks);
        return ticks - enoughAt < HEALING_TICKS
                && answered.size() < view.size()
                && answered.stream().anyMatch(each -> reports.isGivenUp(view, each, ticks));
    }

    /** Whether anybody is missing, or reports another one. */
    boolean tellsOfTrouble() {
        return answered.size() < view.size()
                || answered.stream().anyMatch(each -> !reports.by(each).isEmpty());
    }

    /** The voters that have not answered. */
    List<Member> missing() {
        List<Member> missing = new ArrayList<>();
        for (int i = 0; i < view.size(); i++) {
            if (view.isVoter(i) && !answered.contains(i)) {
                missing.add(view.member(i));
            }
        }
        return missing;
    }
}
