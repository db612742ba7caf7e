package io.rmix.dvm.runtime;

import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.dvm.Identity;
import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.CoreStatus;
import io.rmix.dvm.protocol.Effect;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to the successor from view to view: each view of more than one member has a {@link RingLink} of its own, made when the view is installed and given back when the next one
 * is.
 *
 * <p><b>Threads.</b> The protocol loop.
 */
final class SuccessorLink {
    private static final Logger LOG = LoggerFactory.getLogger(SuccessorLink.class);

    private final NodeConfiguration configuration;
    private final Rmix rmix;
    private final AddressBook book;
    private final NodeThreads threads;
    private final ProtocolLoop loop;
    private @Nullable RingLink link;
    private @Nullable Member successor;

    /** There is no link before the first view. */
    SuccessorLink(
            NodeConfiguration configuration, Rmix rmix, AddressBook book, NodeThreads threads, ProtocolLoop loop) {
        this.configuration = configuration;
        this.rmix = rmix;
        this.book = book;
        this.threads = threads;
        this.loop = loop;
    }

    /**
     * Makes the link for a view after {@link #retire}, unless the view is of one member. It comes up in the next burst: the core cannot be told anything while its effects are executed. A
     * successor that cannot be reached is logged, and there is no link in this view.
     *
     * @param self index of this member in the view
     */
    void connect(View view, int self) {
        if (view.size() == 1) {
            return;
        }
        Member next = view.member(view.successor(self));
        successor = next;
        RemoteRef ref = book.find(next.name(), Ports.RING, RingService.class).orElse(null);
        if (ref == null) {
            LOG.error("{}: no link to {}: its addresses are not known", configuration.name(), next);
            return;
        }
        try {
            RingLink made = new RingLink(
                    rmix,
                    ref,
                    Identity.of(configuration.shared(), view, view.member(self), next),
                    configuration.limits().framesInFlight(),
                    loop::execute,
                    threads.timer(),
                    loop::handle);
            link = made;
            loop.execute(made::up);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.error("{}: no link to {}: {}", configuration.name(), next, e.getMessage());
        }
    }

    /** The view is over: its link, if there is one, tells the core nothing more and is closed on another thread. */
    void retire() {
        RingLink old = link;
        if (old != null) {
            old.retire();
            threads.closing().execute(old::close);
        }
        link = null;
        successor = null;
    }

    /**
     * Sends a frame to the successor.
     *
     * @throws IllegalStateException if there is no link
     */
    void send(Effect.SendFrame frame) {
        if (link == null) {
            throw new IllegalStateException("a frame in a view without a link");
        }
        link.send(frame);
    }

    /** Whether nothing is left to send and nothing under way; so it is without a link. */
    boolean isDrained(CoreStatus core) {
        return link == null || (core.unsentBytes() == 0 && link.isSettled());
    }

    /**
     * The link as it is; empty if there is none.
     *
     * @param core its latest figures
     */
    Optional<LinkStatus> status(CoreStatus core) {
        if (link == null || successor == null) {
            return Optional.empty();
        }
        return Optional.of(new LinkStatus(
                successor.name(),
                link.endpoint().scheme(),
                link.endpoint().address(),
                core.link().name(),
                core.framesSent(),
                link.bytes(),
                core.pulls(),
                link.breaks(),
                core.sentBytes(),
                core.acknowledgedBytes(),
                link.underWay()));
    }
}
