package io.rmix.dvm.runtime;

import io.rmix.dvm.View;
import io.rmix.dvm.protocol.Event;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a member leave, or go on without the others, when an operator wants it and it is possible. Any thread. */
final class Departure {
    private static final long PATIENCE_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Departure.class);

    private final NodeEngine engine;
    private final String name;
    private final NodeLife life;
    private final ProtocolLoop protocol;

    Departure(NodeEngine engine, ProtocolLoop protocol) {
        this.engine = engine;
        this.name = engine.self().name();
        this.life = engine.life();
        this.protocol = protocol;
    }

    /** What to do at a member when there will never be a quorum again. */
    static String remedy(List<String> clientEndpoints) {
        return clientEndpoints.isEmpty()
                ? "it has to be forced to go on alone, by its own program: there is no client endpoint for dvm force-view"
                : "to have it go on with what it has: dvm force-view --at " + clientEndpoints.get(0);
    }

    /** Begins to leave, on a thread that waits for it; see {@link MembershipControl#leave}. */
    void leave() throws MembershipRefusedException {
        if (engine.isClosed()) {
            return;
        }
        checkLeave();
        LOG.info("{} leaves, as an operator asked", name);
        Thread leaving = new Thread(engine::close, "dvm-" + name + "-leave");
        leaving.setDaemon(true);
        leaving.start();
    }

    private void checkLeave() throws MembershipRefusedException {
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
