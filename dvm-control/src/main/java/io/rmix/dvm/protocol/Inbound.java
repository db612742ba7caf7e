package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.link.LinkReceiver;
import io.rmix.dvm.protocol.steady.SteadyState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** What other members of a view send to this one: sees whom it is from, takes frames as long as there is room for them, and refuses what does not fit. */
final class Inbound {
    private final View view;
    private final int self;
    private final int predecessor;
    private final Identities identities;
    private final SteadyState steady;
    private final LinkReceiver receiver;
    private final Neighbours neighbours;
    private final Riding riding = new Riding();
    private final List<String> refusals = new ArrayList<>();

    Inbound(
            View view,
            int self,
            Identities identities,
            SteadyState steady,
            LinkReceiver receiver,
            Neighbours neighbours) {
        this.view = view;
        this.self = self;
        this.predecessor = view.predecessor(self);
        this.identities = identities;
        this.steady = steady;
        this.receiver = receiver;
        this.neighbours = neighbours;
    }

    /** Whether the identity on a frame is the predecessor's, which lives then; refused if it is not. */
    boolean isFromPredecessor(Identity identity) {
        if (refused(predecessor, identity)) {
            return false;
        }
        neighbours.heard(predecessor);
        return true;
    }

    /** A frame came in from the predecessor. */
    void frame(Event.FrameReceived event) {
        ByteBuffer entries = event.entries().slice().order(ByteOrder.LITTLE_ENDIAN);
        int start = receiver.begin(event.position(), entries);
        if (start == LinkReceiver.NOTHING) {
            return;
        }
        if (start == LinkReceiver.MALFORMED) {
            refuse("frame of " + entries.limit() + " bytes at log position " + event.position() + " from "
                    + view.member(predecessor) + " does not fit to what came before it, up to " + receiver.position());
            return;
        }
        if (!takesFrames()) {
            receiver.hold();
            return;
        }
        int taken = steady.take(entries, start);
        riding.frame(steady.countersTaken() < taken - start);
        receiver.took(taken - start, steady.countersTaken());
        if (taken < entries.limit()) {
            refuse("frame at log position " + event.position() + " from " + view.member(predecessor) + ": "
                    + steady.wrong(entries, taken));
        }
    }

    /** A control message of the link came in, from another member of this view. */
    void control(int source, Control message) {
        String wrong = message instanceof Control.Known known
                ? source == view.successor(self) ? steady.told(known) : "not from the successor"
                : neighbours.told(source, message);
        if (!wrong.isEmpty()) {
            refuse(message.type() + " from " + view.member(source) + ": " + wrong);
        }
    }

    /** Index of the member that an identity of this view comes from, or -1 if it is refused. */
    int source(Identity identity) {
        int source = view.indexOf(identity.source());
        if (source < 0 || source == self) {
            refuse("control message from '" + identity.source() + "', who is no other member of view " + view.number());
            return -1;
        }
        return refused(source, identity) ? -1 : source;
    }

    /** Whether there is room for a frame. */
    boolean takesFrames() {
        return steady.takesFrames(receiver.holding());
    }

    /** Whether the application has so much to read that no frames are taken. */
    boolean isFull() {
        return receiver.holding() && !steady.takesFrames(true);
    }

    /** Asks for the frames that were held off, if there is room for them now. */
    void resume() {
        if (receiver.holding() && steady.takesFrames(true)) {
            receiver.resume();
        }
    }

    /** A burst ends. */
    void burstEnds() {
        riding.burstEnds();
    }

    /** As {@link RingCore#awaitsFrame}. */
    boolean awaitsFrame() {
        return riding.awaitsFrame(steady.awaitsStable());
    }

    /** What somebody sent cannot be taken. */
    void refuse(String reason) {
        refusals.add(reason);
    }

    /** Tells what was refused since it did so last. */
    void tellRefusals(List<Effect> effects) {
        refusals.forEach(each -> effects.add(new Effect.Refused(each)));
        refusals.clear();
    }

    private boolean refused(int source, Identity identity) {
        String refusal = identities.refusal(source, identity);
        if (!refusal.isEmpty()) {
            refuse(refusal);
        }
        return !refusal.isEmpty();
    }
}
