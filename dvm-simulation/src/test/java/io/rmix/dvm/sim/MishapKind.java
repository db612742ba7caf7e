package io.rmix.dvm.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;

/** Kinds of mishaps, and which of them happen in a scenario. */
enum MishapKind {
    CRASH,
    CRASH_AT_STEP,
    CRASH_OF_A_LEARNER,
    CRASHES,
    SLEEP,
    PARTITION,
    SPLIT,
    ONE_WAY,
    LINK,
    FLAP,
    LEAVE,
    LEAVE_TOGETHER,
    LEAVE_WITH_THE_LAST,
    DECIDE_IN_THE_DARK,
    JOIN,
    JOIN_TWO,
    MOVE,
    LOSE_PIECES,
    LOSE_QUORUM;

    private static final List<MishapKind> ALL = withMoreSteps(
            withMoreCuts(List.copyOf(EnumSet.complementOf(EnumSet.of(LEAVE_WITH_THE_LAST, DECIDE_IN_THE_DARK)))));

    /** What is no partition, under which survivors would go on on both sides. */
    private static final List<MishapKind> DEATHS = withMoreSteps(List.of(
            CRASH,
            CRASH_AT_STEP,
            CRASH_OF_A_LEARNER,
            CRASHES,
            LEAVE,
            LEAVE_TOGETHER,
            JOIN,
            JOIN_TWO,
            MOVE,
            LOSE_PIECES));

    /** Those that leave have messages that others lack, and whoever else has them dies. */
    private static final List<MishapKind> LEAVERS =
            List.of(LEAVE_WITH_THE_LAST, LEAVE_WITH_THE_LAST, LEAVE_WITH_THE_LAST, JOIN, LINK, MOVE);

    /** What was decided is known to few, whom nobody hears. */
    private static final List<MishapKind> DECIDERS =
            List.of(DECIDE_IN_THE_DARK, DECIDE_IN_THE_DARK, DECIDE_IN_THE_DARK, JOIN, MOVE);

    /** Most of these are refused, since a minority is disturbed already. */
    private static List<MishapKind> withMoreCuts(List<MishapKind> kinds) {
        List<MishapKind> more = new ArrayList<>(kinds);
        more.addAll(List.of(SLEEP, PARTITION, SPLIT, ONE_WAY, LINK, LINK, FLAP));
        return more;
    }

    /** There are many steps at which one can die. */
    private static List<MishapKind> withMoreSteps(List<MishapKind> kinds) {
        List<MishapKind> more = new ArrayList<>(kinds);
        more.addAll(Collections.nCopies(kinds.size() / 4, CRASH_AT_STEP));
        return more;
    }

    /** Those that happen, as often as they are in it. */
    static List<MishapKind> of(Scenario scenario) {
        if (scenario.isOfLeavers()) {
            return LEAVERS;
        }
        if (scenario.isOfDeciders()) {
            return DECIDERS;
        }
        return scenario.isSurvivors() ? DEATHS : ALL;
    }
}
