package io.rmix.dvm.protocol;

import io.rmix.dvm.Cut;
import io.rmix.dvm.Identity;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.Order;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.link.ControlOutbox;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.link.LinkReceiver;
import io.rmix.dvm.protocol.link.LinkSender;
import io.rmix.dvm.protocol.steady.DeliveryQueue;
import io.rmix.dvm.protocol.steady.Retained;
import io.rmix.dvm.protocol.steady.Rules;
import io.rmix.dvm.protocol.steady.SteadyState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One member of one view: originates, forwards, counts and delivers while the view lasts; frozen, it does none of that any more, and completes what it has up
 * to the cut. {@link MemberCore} owns it, and says what its methods may be called on.
 */
final class RingCore {
    private final int maxMessage;
    private final View view;
    private final int self;
    private final int predecessor;
    private final Identities identities;
    private final ControlOutbox outbox = new ControlOutbox();
    private final SteadyState steady;
    private final LinkSender sender;
    private final LinkReceiver receiver;
    private final Neighbours neighbours;
    private final Outcomes outcomes;
    private final Riding riding = new Riding();
    private final List<String> refusals = new ArrayList<>();
    private boolean frozen;

    /**
     * A member of an installed view.
     *
     * @param before number of the last delivery of the view before
     * @throws IllegalArgumentException if the configuration and the view's size do not go together
     */
    RingCore(
            SharedConfiguration shared,
            LocalConfiguration local,
            View view,
            int self,
            long now,
            Rules rules,
            long before) {
        if (shared.maxFrameBytes() < Entry.countersLength(view.size())) {
            throw new IllegalArgumentException("maxFrameBytes is " + shared.maxFrameBytes() + ": a view of "
                    + view.size() + " members needs " + Entry.countersLength(view.size()) + " for its counters");
        }
        this.maxMessage = shared.maxMessageBytes();
        this.view = view;
        this.self = self;
        this.predecessor = view.predecessor(self);
        this.identities = new Identities(shared, view, self);
        this.steady = new SteadyState(shared, local, view, self, rules, before);
        this.sender = new LinkSender(steady.link(), outbox, self, view.successor(self), shared.maxFrameBytes());
        this.receiver = new LinkReceiver(outbox, predecessor, steady.link().capacity() / 8, shared.maxFrameBytes());
        this.outcomes = new Outcomes(steady, before);
        this.neighbours = new Neighbours(shared, local, view, self, now, rules, sender, receiver);
    }

    View view() {
        return view;
    }

    int self() {
        return self;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    /** Takes no more frames, originates and delivers nothing more. */
    void freeze() {
        frozen = true;
    }

    /** As {@link MemberCore#submit}. */
    long submit(Order order, long time, byte[] payload, int offset, int length) {
        if (length > maxMessage) {
            throw new IllegalArgumentException("a message of " + length + " bytes: at most " + maxMessage
                    + " (maxMessageBytes) are broadcast; nothing was sent");
        }
        return frozen ? MemberCore.NO_ROOM : steady.originate(order, time, payload, offset, length);
    }

    void linkUp(int frames) {
        sender.up(frames);
    }

    void linkReady(int frames) {
        sender.ready(frames);
    }

    void linkDown() {
        neighbours.linkDown();
    }

    void consumed(long through) {
        steady.consumed(Math.min(through, outcomes.delivered()));
    }

    void tick(long now) {
        neighbours.tick(now);
    }

    /** What follows from the burst, in order. */
    void effects(List<Effect> effects) {
        riding.burstEnds();
        if (!frozen) {
            steady.deliver();
            steady.passCounters();
        }
        // What was sent may be under way still, and is read out of the log: it is kept as before.
        releaseLogs();
        if (!frozen) {
            if (receiver.holding() && steady.takesFrames(true)) {
                receiver.resume();
            }
            sendFrames(effects);
        }
        tellControl(effects);
        outcomes.tell(effects);
        if (!frozen && steady.windowOpened()) {
            effects.add(new Effect.WindowOpened());
        }
        refusals.forEach(each -> effects.add(new Effect.Refused(each)));
        refusals.clear();
    }

    /** The view has ended, and another one follows: delivers what is left up to the cut. */
    void finish(Cut cut, List<Effect> effects) {
        steady.finish(cut);
        outcomes.tell(effects);
    }

    /** The view has ended, and this member is in no other. */
    void fail(List<Effect> effects) {
        frozen = true;
        outcomes.fail(effects);
    }

    private void tellControl(List<Effect> effects) {
        for (ControlOutbox.Item each : outbox.items()) {
            effects.add(new Effect.SendControl(identities.to(each.target()), each.message()));
        }
        outbox.items().clear();
    }

    /** Whether a frame would be taken now. */
    boolean takesFrames() {
        return !frozen && steady.takesFrames(receiver.holding());
    }

    /** As {@link MemberCore#isLinkBusy}. */
    boolean isLinkBusy() {
        return sender.isBusy();
    }

    /** As {@link MemberCore#awaitsFrame}: others send, and something that is here is not known to be stable, so that a frame is sure to come. */
    boolean awaitsFrame() {
        return riding.awaitsFrame(steady.awaitsStable());
    }

    /** Whether the application has so much to read that no frames are taken. */
    boolean isFull() {
        return !frozen && receiver.holding() && !steady.takesFrames(true);
    }

    /** Atomic messages delivered in this view. */
    long atomicDelivered() {
        return steady.deliverer().atomicDelivered();
    }

    /** Where the delivery thread reads. */
    DeliveryQueue deliveries() {
        return steady.deliveries();
    }

    /** What of earlier views the application is not through with. */
    void olderDeliveries(long bytes) {
        steady.olderDeliveries(bytes);
    }

    /** The messages kept. */
    Retained retained() {
        return steady.retained();
    }

    /** Messages that were fetched came in; tells what is wrong with them. */
    String fetched(ByteBuffer entries, Cut wanted) {
        return steady.fetched(entries, wanted);
    }

    /** Number of the last delivery told. */
    long delivered() {
        return outcomes.delivered();
    }

    /** What this member writes on all it sends to another. */
    Identity identityTo(int target) {
        return identities.to(target);
    }

    /** What this member expects on all that another sends. */
    Identity identityFrom(int source) {
        return identities.from(source);
    }

    /** For the simulator, which looks at the counters and spoils what is released. */
    SteadyState steady() {
        return steady;
    }

    /** Figures for status and metrics. */
    CoreStatus status() {
        return new CoreStatus(
                steady.received(self),
                outcomes.delivered(),
                steady.deliveries().consumed(),
                steady.notDoneBytes(),
                steady.notDeliveredBytes(),
                steady.deliveries().bytes(),
                steady.link().end() - sender.sentEnd(),
                steady.retainedBytes(),
                sender.frames(),
                sender.pulls(),
                sender.sentEnd(),
                sender.acknowledged(),
                sender.state(),
                takesFrames(),
                frozen);
    }

    /** A frame of this view came in. */
    void frame(Event.FrameReceived event) {
        if (refused(predecessor, event.identity())) {
            return;
        }
        neighbours.heard(predecessor);
        if (frozen) {
            return;
        }
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
        String wrong = neighbours.told(source, message);
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

    private void releaseLogs() {
        long known = steady.release(sender.acknowledged());
        if (view.size() > 1) {
            sender.acknowledgedThrough(known);
        }
    }

    private void sendFrames(List<Effect> effects) {
        while (sender.cut()) {
            int offset = steady.link().offset(sender.framePosition());
            effects.add(new Effect.SendFrame(
                    sender.framePosition(),
                    steady.link().bytes(),
                    offset,
                    sender.frameLength(),
                    sender.isFrameRepeated()));
        }
        steady.sent(sender.sentEnd(), sender.takeOwnSent());
    }

    private boolean refused(int source, Identity identity) {
        String refusal = identities.refusal(source, identity);
        if (!refusal.isEmpty()) {
            refuse(refusal);
        }
        return !refusal.isEmpty();
    }

    void refuse(String reason) {
        refusals.add(reason);
    }
}
