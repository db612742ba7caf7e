package io.rmix.dvm.runtime;

import io.rmix.dvm.View;
import io.rmix.dvm.protocol.Event;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** When an operator may have a member leave, or go on without the others. */
final class Departure {
    private static final long PATIENCE_SECONDS = 10;

    private final String name;
    private final NodeLife life;
    private final ProtocolLoop protocol;

    Departure(String name, NodeLife life, ProtocolLoop protocol) {
        this.name = name;
        this.life = life;
        this.protocol = protocol;
    }

    /** Refuses if leaving in order is not possible now. Any thread. */
    void checkLeave() throws MembershipRefusedException {
        NodeState now = life.state();
        Optional<View> view = life.view();
        if (now.isOutside() || now.isFinal() || view.isEmpty()) {
            throw new MembershipRefusedException(
                    name + " is " + now + ", in no view that it could leave: end its process instead");
        }
        if (view.get().size() == 1) {
            throw new MembershipRefusedException(
                    name + " is the only member of view " + view.get().number()
                            + ", and the DVM with its state would end: if that is wanted, end its process");
        }
        if (now == NodeState.ISOLATED || now == NodeState.NEEDS_OPERATOR) {
            throw new MembershipRefusedException(
                    name + " is " + now
                            + ": there is no quorum that could agree on a view without it. End its process, or see 'dvm force-view --help'");
        }
    }

    /**
     * Goes on alone in a lineage of its own.
     *
     * @param seen number of the view in which the operator saw it
     * @return fails with {@link MembershipRefusedException}
     */
    CompletableFuture<Void> force(long seen) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        protocol.execute(() -> {
            String wrong = wrong(seen);
            if (!wrong.isEmpty()) {
                done.completeExceptionally(new MembershipRefusedException(wrong));
                return;
            }
            protocol.handle(new Event.ForceView(Founder.newLineage()));
            protocol.when(() -> isIn(seen + 1), done);
        });
        return done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private boolean isIn(long number) {
        return life.view().filter(view -> view.number() == number).isPresent();
    }

    private String wrong(long seen) {
        NodeState now = life.state();
        Optional<View> view = life.view();
        if (now != NodeState.ISOLATED && now != NodeState.NEEDS_OPERATOR) {
            return name + " is " + now + ": a view is forced only at a member that is ISOLATED or NEEDS_OPERATOR";
        }
        if (view.isEmpty() || view.get().number() != seen) {
            return name + " is in view " + view.map(View::number).orElse(0L) + " by now, not in view " + seen
                    + ": look again, with 'dvm members'";
        }
        if (!view.get().isVoter(view.get().indexOf(name))) {
            return name + " is a learner and does not hold the whole state: force a view at a voter";
        }
        return "";
    }
}
