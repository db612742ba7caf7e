package io.rmix.dvm.protocol;

import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.SlowMemberPolicy;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.link.LinkReceiver;
import io.rmix.dvm.protocol.link.LinkSender;
import io.rmix.dvm.protocol.link.LinkState;
import io.rmix.dvm.protocol.link.Silence;
import io.rmix.dvm.protocol.steady.Rules;

/** What the two neighbours on the ring say beside frames, and what their silence says. */
final class Neighbours {
    private final LocalConfiguration local;
    private final View view;
    private final int self;
    private final int predecessor;
    private final int successor;
    private final Rules rules;
    private final LinkSender sender;
    private final LinkReceiver receiver;
    private final Silence silence;
    private long heldSince;

    Neighbours(
            SharedConfiguration shared,
            LocalConfiguration local,
            View view,
            int self,
            long now,
            Rules rules,
            LinkSender sender,
            LinkReceiver receiver) {
        this.local = local;
        this.view = view;
        this.self = self;
        this.predecessor = view.predecessor(self);
        this.successor = view.successor(self);
        this.rules = rules;
        this.sender = sender;
        this.receiver = receiver;
        this.silence = new Silence(shared, now, view.number() > 1);
    }

    /** Anything with the right identity is a sign of life. */
    void heard(int source) {
        if (source == predecessor) {
            silence.heardPredecessor();
        }
        if (source == successor) {
            silence.heardSuccessor();
        }
    }

    /**
     * A control message of the link came in.
     *
     * @return the empty string, or what is wrong with it
     */
    String told(int source, Control message) {
        return switch (message.type()) {
            case HEARTBEAT ->
                source == predecessor ? heartbeat((Control.Heartbeat) message) : "not from the predecessor";
            case POSITION_QUERY -> source == predecessor ? answer() : "not from the predecessor";
            case POSITION -> source == successor ? position((Control.Position) message) : "not from the successor";
            case PULL -> source == successor ? pull((Control.Pull) message) : "not from the successor";
            case KNOWN, SUSPICION, VIEW, JOIN, TRANSFER ->
                throw new IllegalArgumentException("not of the link: " + message);
        };
    }

    /** The connection to the successor broke. */
    void linkDown() {
        sender.down();
        silence.linkDown();
    }

    /** Time passes: says that we live. */
    void tick(long now) {
        silence.tick(now);
        if (view.size() > 1) {
            sender.tick();
        }
    }

    /** Why the predecessor is reported; empty if it is not. */
    String predecessorReport() {
        String reason = view.size() == 1 ? "" : silence.predecessor();
        return reason.isEmpty()
                ? ""
                : reason + ", says its successor " + view.member(self).name();
    }

    /** Why the successor is reported; empty if it is not. */
    String successorReport() {
        if (view.size() == 1) {
            return "";
        }
        String reason = silence.successor();
        if (reason.isEmpty()
                && local.slowMember() == SlowMemberPolicy.EXCLUDE
                && sender.state() == LinkState.HELD
                && silence.now() - heldSince > local.slowTimeout().toNanos()) {
            reason = "too slow: takes no frames for " + (silence.now() - heldSince) / 1_000_000 + " ms";
        }
        return reason.isEmpty()
                ? ""
                : reason + ", says its predecessor " + view.member(self).name();
    }

    private String heartbeat(Control.Heartbeat message) {
        receiver.heartbeat(rules.lacksTail(receiver.position(), message.logEnd()));
        return "";
    }

    private String answer() {
        receiver.answer();
        return "";
    }

    private String position(Control.Position message) {
        LinkState before = sender.state();
        String wrong = sender.position(message.position(), message.holding());
        linkTold(before);
        return wrong;
    }

    private String pull(Control.Pull message) {
        LinkState before = sender.state();
        String wrong = sender.pull(message.position());
        linkTold(before);
        return wrong;
    }

    private void linkTold(LinkState before) {
        if (before == LinkState.ASKING && sender.state() != LinkState.ASKING) {
            silence.linkUp();
        }
        if (before != LinkState.HELD && sender.state() == LinkState.HELD) {
            heldSince = silence.now();
        }
    }
}
