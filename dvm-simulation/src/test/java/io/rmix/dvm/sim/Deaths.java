package io.rmix.dvm.sim;

import io.rmix.dvm.protocol.link.Control;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Members that die at a chosen step: while they say something, after they have said it to some of the others. */
final class Deaths {
    /** What a coordinator says, and the keeper, for whom nobody else can stand in at once. */
    private static final List<Hit> COORDINATORS = List.of(
            Hit.DIES_AT_POLL,
            Hit.DIES_AT_PREPARE,
            Hit.DIES_AT_ACCEPT,
            Hit.DIES_AT_DECISION,
            Hit.DIES_AT_ALL_INSTALLED,
            Hit.DIES_AT_PLACE);

    private static final List<Hit> OTHERS = List.of(
            Hit.DIES_AT_POLL_ANSWER,
            Hit.DIES_AT_PROMISE,
            Hit.DIES_AT_REFUSAL,
            Hit.DIES_AT_ACCEPTED,
            Hit.DIES_AT_FETCH,
            Hit.DIES_AT_FETCHED,
            Hit.DIES_AT_INSTALLED,
            Hit.DIES_AT_LEAVE,
            Hit.DIES_AT_SYNCED,
            Hit.DIES_AT_SNAPSHOT_REQUEST,
            Hit.DIES_AT_SNAPSHOT,
            Hit.DIES_AT_CHUNK_REQUEST,
            Hit.DIES_AT_CHUNK);

    /** So long it is waited for somebody who says it. */
    private static final long LIFE = 4_000_000_000L;

    private final SplittableRandom random;
    private final Set<String> told = new TreeSet<>();
    private Hit step = Hit.NOTHING;
    private int spared;
    private long until;

    Deaths(SplittableRandom random) {
        this.random = random;
    }

    /** The next one who comes to a step dies at it, if nobody is waited for already. */
    boolean arm(long now) {
        if (step != Hit.NOTHING && now < until) {
            return false;
        }
        List<Hit> steps = random.nextBoolean() ? COORDINATORS : OTHERS;
        step = steps.get(random.nextInt(steps.size()));
        spared = random.nextInt(6);
        told.clear();
        until = now + LIFE;
        return true;
    }

    /** Who tells a decision next dies at it, after it has told some. */
    void armAtDecision(long now, int least, int most) {
        step = Hit.DIES_AT_DECISION;
        spared = least + random.nextInt(most - least + 1);
        told.clear();
        told.clear();
        until = now + LIFE;
    }

    /** Who was told at the step at which somebody died. */
    List<String> told() {
        return List.copyOf(told);
    }

    void disarm() {
        step = Hit.NOTHING;
    }

    /** The step that this message is, if whoever says it is to die; else {@link Hit#NOTHING}. */
    Hit at(Control message, String target) {
        if (step == Hit.NOTHING || Hit.dyingAt(message) != step) {
            return Hit.NOTHING;
        }
        if (spared-- > 0) {
            told.add(target);
            return Hit.NOTHING;
        }
        return step;
    }
}
