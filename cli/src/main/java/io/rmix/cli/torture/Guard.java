package io.rmix.cli.torture;

import io.rmix.cli.torture.net.NetworkFault;
import io.rmix.cli.torture.plan.Step;
import io.rmix.cli.torture.trace.TraceRecord.Installed;
import io.rmix.cli.torture.trace.TraceRecord.Seat;
import io.rmix.cli.torture.verify.Verifier;
import io.rmix.dvm.QuorumPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Says what may be done to the members now without destroying the quorum for good. It counts the voters of the latest view whose very processes run: those
 * that were started again since have no vote yet. A view that it has not heard of yet has lost no more of them.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class Guard {
    private final QuorumPolicy quorum;
    private final Verifier verifier;
    private final Crew crew;
    /** Members that cannot reach the others at the moment. */
    private final Set<String> apart = new HashSet<>();

    Guard(QuorumPolicy quorum, Verifier verifier, Crew crew) {
        this.quorum = quorum;
        this.verifier = verifier;
        this.crew = crew;
    }

    /** Whether a step may be done now. */
    boolean allows(Step step) {
        return switch (step.action()) {
            case KILL, LEAVE -> quorumWithout(step.members());
            // If all voters run, none is lost while they are stopped.
            case STOP -> quorumWithout(step.members()) || allRun();
            case NETWORK -> allRun();
            case START, CONTINUE, HEAL, CALM -> true;
        };
    }

    /** A step was done. */
    void done(Step step) {
        switch (step.action()) {
            case NETWORK -> step.network().filter(Guard::separates).ifPresent(fault -> apart.addAll(smaller(step)));
            case HEAL -> apart.clear();
            default -> {}
        }
    }

    private static boolean separates(NetworkFault fault) {
        return fault == NetworkFault.PARTITION || fault == NetworkFault.ONE_WAY;
    }

    private static List<String> smaller(Step step) {
        return step.members().size() < step.others().size() ? step.members() : step.others();
    }

    private boolean quorumWithout(List<String> victims) {
        Installed view = verifier.summary().view();
        if (view == null) return false;
        List<Seat> voters = view.members().stream().filter(Seat::voter).toList();
        long left = voters.stream()
                .filter(each -> !victims.contains(each.name()) && !apart.contains(each.name()) && crew.isAlive(each))
                .count();
        return quorum == QuorumPolicy.SURVIVORS ? left >= 1 : 2 * left > voters.size();
    }

    private boolean allRun() {
        Installed view = verifier.summary().view();
        return view != null
                && view.members().stream()
                        .filter(Seat::voter)
                        .allMatch(each -> !apart.contains(each.name()) && crew.isAlive(each));
    }
}
