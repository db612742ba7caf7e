package io.rmix.dvm.protocol;

import io.rmix.dvm.Cut;
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
import java.util.List;

/**
 * One member of one view: originates, forwards, counts and delivers while the view lasts; frozen, it does none of that any more, and completes what it has up
 * to the cut. {@link MemberCore} owns it, and says what its methods may be called on.
 */
final class RingCore {
    private final int maxMessage;
    private final View view;
    private final int self;
    private final Identities identities;
    private final ControlOutbox outbox = new ControlOutbox();
    private final SteadyState steady;
    private final LinkSender sender;
    private final Neighbours neighbours;
    private final Outcomes outcomes;
    private final Inbound inbound;
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
        this.identities = new Identities(shared, view, self);
        this.steady = new SteadyState(shared, local, view, self, rules, before);
        this.sender = new LinkSender(steady.link(), outbox, self, view.successor(self), shared.maxFrameBytes());
        LinkReceiver receiver =
                new LinkReceiver(outbox, view.predecessor(self), steady.link().capacity() / 8, shared.maxFrameBytes());
        this.outcomes = new Outcomes(steady, before);
        this.neighbours = new Neighbours(shared, local, view, self, now, rules, sender, receiver);
        this.inbound = new Inbound(view, self, identities, steady, receiver, neighbours);
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
        inbound.burstEnds();
        if (!frozen) {
            hear();
            steady.deliver();
            steady.passCounters(!sender.isBusy() && sender.isQuiet());
            say();
        }
        // What was sent may be under way still, and is read out of the log: it is kept as before.
        releaseLogs();
        if (!frozen) {
            inbound.resume();
            sendFrames(effects);
        }
        identities.tell(outbox, effects);
        outcomes.tell(effects);
        if (!frozen && steady.windowOpened()) {
            effects.add(new Effect.WindowOpened());
        }
        inbound.tellRefusals(effects);
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

    /** Whether a frame would be taken now. */
    boolean takesFrames() {
        return !frozen && inbound.takesFrames();
    }

    /** As {@link MemberCore#isLinkBusy}. */
    boolean isLinkBusy() {
        return sender.isBusy();
    }

    /** As {@link MemberCore#awaitsFrame}: others send, and something that is here is not known to be stable, so that a frame is sure to come. */
    boolean awaitsFrame() {
        return inbound.awaitsFrame();
    }

    /** Whether the application has so much to read that no frames are taken. */
    boolean isFull() {
        return !frozen && inbound.isFull();
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

    /** What goes with all that is said among the members of the view. */
    Identities identities() {
        return identities;
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
                Math.max(0, steady.link().urgentEnd() - sender.sentEnd()),
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
        if (inbound.isFromPredecessor(event.identity()) && !frozen) {
            inbound.frame(event);
            sender.came();
        }
    }

    /** What comes in from other members. */
    Inbound inbound() {
        return inbound;
    }

    private void hear() {
        // What a full application holds back, it holds back all together.
        if (inbound.takesFrames()) {
            steady.hear();
        }
    }

    private void say() {
        Control.Known word = steady.word();
        if (word != null) {
            outbox.tell(view.predecessor(self), word);
        }
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
                    sender.isFrameRepeated(),
                    sender.isFrameAwaited()));
        }
        steady.sent(sender.sentEnd(), sender.takeOwnSent());
    }
}
