package io.rmix.dvm.sim;

import io.rmix.dvm.Lineage;
import io.rmix.dvm.MemberState;
import io.rmix.dvm.View;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whoever looks after the members, once a quorum is lost: makes the one that is furthest go on alone when all that are in a view have come to a standstill, and starts
 * those anew that nobody is left to tell that they are gone.
 */
final class Operator {
    private static final long LOOKS = 100_000_000;

    private final Scenario scenario;
    private final Timeline time;
    private final SplittableRandom random;
    private final Network network;
    private final Checker checker;
    private final Tally tally;
    private final BooleanSupplier settled;
    private boolean wanted;
    private long forcedAt;

    Operator(
            Scenario scenario,
            Timeline time,
            SplittableRandom random,
            Network network,
            Checker checker,
            Tally tally,
            BooleanSupplier settled) {
        this.scenario = scenario;
        this.time = time;
        this.random = random;
        this.network = network;
        this.checker = checker;
        this.tally = tally;
        this.settled = settled;
    }

    /** A quorum is lost: looks now and then, until all is well. */
    void call() {
        if (!wanted) {
            wanted = true;
            time.in(LOOKS, this::look);
        }
    }

    /**
     * Somebody says that it needs an operator, and rightly: where silence means death, the last ones that live may lack messages of which all others that had them are dead;
     * and a view that was proposed without somebody who had nothing but bad luck bears fewer deaths than the one before it.
     */
    void lookForWhoNeedsOne() {
        boolean rightly = scenario.isSurvivors() || checker.isQuorumDead();
        if (rightly
                && network.processes().stream()
                        .anyMatch(each -> !each.isDead() && each.state() == MemberState.NEEDS_OPERATOR)) {
            call();
        }
    }

    boolean isWanted() {
        return wanted;
    }

    private void look() {
        SimProcess furthest = standstill();
        if (furthest != null) {
            Lineage lineage = new Lineage(random.nextLong(), 2);
            checker.forced(lineage);
            tally.hit(Hit.FORCED);
            forcedAt = time.now();
            wanted = false;
            furthest.force(lineage);
            return;
        }
        if (settled.getAsBoolean()) {
            wanted = false;
            return;
        }
        time.in(LOOKS, this::look);
    }

    /** Of those that are in a view the one whose view is the latest, if none of them can go on; else null. */
    private @Nullable SimProcess standstill() {
        SimProcess furthest = null;
        for (SimProcess each : network.processes()) {
            ViewChecker in = each.view();
            if (each.isDead() || in == null || each.state() == MemberState.LEFT) {
                continue;
            }
            if (!in.view().isVoter(each.self())) {
                continue;
            }
            if (each.isAsleep() || !isStuck(each)) {
                return null;
            }
            boolean may = in.view().lineage().equals(checker.latestView().lineage());
            if (may && (furthest == null || number(each) > number(furthest))) {
                furthest = each;
            }
        }
        return furthest;
    }

    private static long number(SimProcess process) {
        ViewChecker in = process.view();
        return in == null ? 0 : in.view().number();
    }

    static boolean isStuck(SimProcess process) {
        return process.state() == MemberState.ISOLATED || process.state() == MemberState.NEEDS_OPERATOR;
    }

    /** Whether a process is left over from a lineage that is no more, and nobody has told it so for a long time. */
    boolean isLeftOver(SimProcess process) {
        ViewChecker in = process.view();
        View latest = checker.latestView();
        return forcedAt > 0
                && time.now() - forcedAt
                        > 10 * scenario.shared().suspicionTimeout().toNanos()
                && in != null
                && !in.view().lineage().equals(latest.lineage())
                && (isStuck(process) || process.state() == MemberState.LEARNING);
    }
}
