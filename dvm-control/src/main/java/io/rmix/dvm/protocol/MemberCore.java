package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.Member;
import io.rmix.dvm.Order;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.link.ControlOutbox;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.link.LinkReceiver;
import io.rmix.dvm.protocol.link.LinkSender;
import io.rmix.dvm.protocol.steady.DeliveryQueue;
import io.rmix.dvm.protocol.steady.RingRules;
import io.rmix.dvm.protocol.steady.Rules;
import io.rmix.dvm.protocol.steady.SteadyState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One member of one view: events in, effects out. Feed it with {@link #submit} and {@link #handle} as many times as there is something to feed (a
 * <em>burst</em>), then call {@link #effects} once and execute what it returns, in that order; counters are written and frames cut once for each burst.
 *
 * <p><b>Threads.</b> All methods on one thread at a time, with what it did visible to the next. The exception is {@link #deliveries()}, whose {@link
 * DeliveryQueue#read} belongs to one delivery thread.
 *
 * <p><b>Link.</b> {@link Event.LinkUp} grants frames, each {@link Effect.SendFrame} uses one up, {@link Event.LinkReady} grants more. The core asks
 * the successor for its position after each LinkUp.
 *
 * <p><b>Submissions.</b> {@link #submit} answers at once. What it does not take waits outside, in the caller's order, for {@link
 * Effect.WindowOpened}, or ends NOT_INVOKED with {@link Effect.ViewEnded}.
 */
public final class MemberCore {
    /** Answer of {@link #submit}: no room now; try again after {@link Effect.WindowOpened}. */
    public static final long NO_ROOM = 0;

    /** Answer of {@link #submit}: the view has ended, the message was never originated. */
    public static final long ENDED = -1;

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
    private final Suspicions suspicions;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Effect> refusals = new ArrayList<>();
    private boolean ended;

    /**
     * A member of an installed view.
     *
     * @param shared what the members agree on
     * @param local what this one decides
     * @param view the view
     * @param self ring index of this member
     * @param now the time on the clock of {@link Event.Tick}, in nanoseconds
     * @throws IllegalArgumentException if the configuration and the view's size do not go together
     */
    public MemberCore(SharedConfiguration shared, LocalConfiguration local, View view, int self, long now) {
        this(shared, local, view, self, now, new RingRules());
    }

    /** For the simulator, which must notice a wrong rule. */
    MemberCore(SharedConfiguration shared, LocalConfiguration local, View view, int self, long now, Rules rules) {
        if (shared.maxFrameBytes() < Entry.countersLength(view.size())) {
            throw new IllegalArgumentException("maxFrameBytes is " + shared.maxFrameBytes() + ": a view of "
                    + view.size() + " members needs " + Entry.countersLength(view.size()) + " for its counters");
        }
        this.maxMessage = shared.maxMessageBytes();
        this.view = view;
        this.self = self;
        this.predecessor = view.predecessor(self);
        this.identities = new Identities(shared, view, self);
        this.steady = new SteadyState(shared, local, view, self, rules);
        this.sender = new LinkSender(steady.link(), outbox, self, view.successor(self), shared.maxFrameBytes());
        this.receiver = new LinkReceiver(outbox, predecessor, steady.link().capacity() / 8, shared.maxFrameBytes());
        this.suspicions = new Suspicions(view, self, outbox);
        this.outcomes = new Outcomes(steady);
        this.neighbours = new Neighbours(shared, local, view, self, now, rules, sender, receiver, suspicions);
    }

    /**
     * Broadcasts a message if there is room. Copies the payload.
     *
     * @param order atomic or reliable
     * @param time the originator's clock, handed to every member; the core does not read it
     * @param payload array that holds the payload
     * @param offset of its first byte
     * @param length of it in bytes, 0 to {@link SharedConfiguration#maxMessageBytes()}
     * @return its sequence number, 1 or more; or {@link #NO_ROOM}, or {@link #ENDED}
     * @throws IllegalArgumentException if the message is larger than configured
     */
    public long submit(Order order, long time, byte[] payload, int offset, int length) {
        if (length > maxMessage) {
            throw new IllegalArgumentException("a message of " + length + " bytes: at most " + maxMessage
                    + " (maxMessageBytes) are broadcast; nothing was sent");
        }
        if (ended) {
            return ENDED;
        }
        return steady.originate(order, time, payload, offset, length);
    }

    /** Takes in one event. What follows from it is told by {@link #effects}. */
    public void handle(Event event) {
        switch (event.type()) {
            case FRAME_RECEIVED -> frame((Event.FrameReceived) event);
            case CONTROL_RECEIVED -> control((Event.ControlReceived) event);
            case LINK_UP -> sender.up(((Event.LinkUp) event).frames());
            case LINK_READY -> sender.ready(((Event.LinkReady) event).frames());
            case LINK_DOWN -> neighbours.linkDown();
            case CONSUMED -> steady.consumed(((Event.Consumed) event).through());
            case TICK -> neighbours.tick(((Event.Tick) event).now());
        }
    }

    /** Ends the burst: what is to be done now, to be executed in this order. The list is reused by the next call. */
    public List<Effect> effects() {
        effects.clear();
        if (!ended) {
            steady.deliver();
            steady.passCounters();
            releaseLogs();
            if (receiver.holding() && steady.takesFrames(true)) {
                receiver.resume();
            }
            sendFrames();
        }
        for (ControlOutbox.Item each : outbox.items()) {
            effects.add(new Effect.SendControl(each.target(), each.message()));
        }
        outbox.items().clear();
        if (!ended) {
            outcomes.tell(effects);
            if (steady.windowOpened()) {
                effects.add(new Effect.WindowOpened());
            }
            if (suspicions.any()) {
                endView();
            }
        }
        effects.addAll(refusals);
        refusals.clear();
        return effects;
    }

    /**
     * Whether a frame would be taken now. A runtime may hold frames back while not, and look again after {@link Event.Consumed}; a frame
     * handed over all the same is dropped and pulled later.
     */
    public boolean takesFrames() {
        return !ended && steady.takesFrames(receiver.holding());
    }

    /** Whether what is submitted now would wait in the log for a frame under way: a runtime may as well let it wait outside until something happens. */
    public boolean isLinkBusy() {
        return sender.isBusy();
    }

    /** Where the delivery thread reads. */
    public DeliveryQueue deliveries() {
        return steady.deliveries();
    }

    /** What this member writes on all it sends to another. */
    public Identity identityTo(int target) {
        return identities.to(target);
    }

    /** What this member expects on all that another sends. */
    public Identity identityFrom(int source) {
        return identities.from(source);
    }

    /** For the simulator, which looks at the counters and spoils what is released. */
    SteadyState steady() {
        return steady;
    }

    /** Figures for status and metrics. Where the other methods run. */
    public CoreStatus status() {
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
                sender.state(),
                takesFrames(),
                ended);
    }

    private void frame(Event.FrameReceived event) {
        if (refused(predecessor, event.identity())) {
            return;
        }
        if (suspicions.any()) {
            suspicions.tell(predecessor);
            return;
        }
        neighbours.heard(predecessor);
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
        receiver.took(taken - start);
        if (taken < entries.limit()) {
            refuse("frame at log position " + event.position() + " from " + view.member(predecessor) + ": "
                    + steady.wrong(entries, taken));
        }
    }

    private void control(Event.ControlReceived event) {
        int source = view.indexOf(event.identity().source());
        if (source < 0 || source == self) {
            refuse("control message from '" + event.identity().source() + "', who is no other member of view "
                    + view.number());
            return;
        }
        if (refused(source, event.identity())) {
            return;
        }
        if (suspicions.any() && event.message().type() != Control.Type.SUSPICION) {
            suspicions.tell(source);
            return;
        }
        neighbours.heard(source);
        String wrong = neighbours.told(source, event.message());
        if (!wrong.isEmpty()) {
            refuse(event.message().type() + " from " + view.member(source) + ": " + wrong);
        }
    }

    private void releaseLogs() {
        long known = steady.release(sender.acknowledged());
        if (view.size() > 1) {
            sender.acknowledgedThrough(known);
        }
    }

    private void sendFrames() {
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

    private void endView() {
        ended = true;
        Member suspect = view.member(suspicions.suspect());
        effects.add(new Effect.Suspected(suspect, suspicions.reason()));
        outcomes.fail(effects);
        effects.add(new Effect.ViewEnded(suspect + " is suspected: " + suspicions.reason()));
    }

    private boolean refused(int source, Identity identity) {
        String refusal = identities.refusal(source, identity);
        if (!refusal.isEmpty()) {
            refuse(refusal);
        }
        return !refusal.isEmpty();
    }

    private void refuse(String reason) {
        refusals.add(new Effect.Refused(reason));
    }
}
