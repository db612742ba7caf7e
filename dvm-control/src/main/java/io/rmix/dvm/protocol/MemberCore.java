package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.Member;
import io.rmix.dvm.Order;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.steady.RingRules;
import io.rmix.dvm.protocol.steady.Rules;
import io.rmix.dvm.protocol.view.Joiner;
import io.rmix.dvm.protocol.view.ViewRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One member, from its first word to its last, through all views that it is in: events in, effects out. Feed it with {@link #submit} and {@link #handle} as
 * many times as there is something to feed (a <em>burst</em>), then call {@link #effects} once and execute what it returns, in that order; counters are written and
 * frames cut once for each burst.
 *
 * <p><b>Threads.</b> All methods on one thread at a time, with what it did visible to the next. The exception is the {@link
 * io.rmix.dvm.protocol.steady.DeliveryQueue} of each view, whose {@code read} belongs to one delivery thread.
 *
 * <p><b>Link.</b> {@link Event.LinkUp} grants frames, each {@link Effect.SendFrame} uses one up, {@link Event.LinkReady} grants more. The core asks
 * the successor for its position after each LinkUp. A new view needs a LinkUp of its own.
 *
 * <p><b>Submissions.</b> {@link #submit} answers at once. What it does not take waits outside, in the caller's order, for {@link
 * Effect.WindowOpened}, or ends NOT_INVOKED when the member has LEFT.
 */
public final class MemberCore {
    /** Answer of {@link #submit}: no room now; try again after {@link Effect.WindowOpened}. */
    public static final long NO_ROOM = 0;

    /** Answer of {@link #submit}: this member is in no view any more, the message was never originated. */
    public static final long ENDED = -1;

    private final Setup setup;
    private final Strangers strangers;
    private final StateKeeper state;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Effect> news = new ArrayList<>();
    private final Succession views;
    private final Admission admission;
    private final Transfers transfers;
    private final Intake intake;

    /**
     * What a member is made with.
     *
     * @param shared what the members agree on
     * @param local what this one decides
     * @param policy of quorums; all members have the same
     * @param me this member, and where it is reached
     * @param rules of the ring
     * @param viewRules by which a view follows another
     */
    public record Setup(
            SharedConfiguration shared,
            LocalConfiguration local,
            QuorumPolicy policy,
            Joiner me,
            Rules rules,
            ViewRules viewRules) {
        /** With the rules as they are. */
        public Setup(SharedConfiguration shared, LocalConfiguration local, QuorumPolicy policy, Joiner me) {
            this(shared, local, policy, me, new RingRules(), ViewRules.RIGHT);
        }

        Member self() {
            return me.member();
        }
    }

    private MemberCore(Setup setup, long now) {
        this.setup = setup;
        this.state = new StateKeeper(2 * setup.shared().suspicionTicks());
        this.strangers = new Strangers(setup);
        Announcements announcements = new Announcements(setup, strangers, news);
        this.views = new Succession(setup, strangers, state, announcements, news, now);
        this.admission = new Admission(setup, strangers, views, announcements, news);
        this.transfers = new Transfers(setup, views, announcements, news);
        this.intake = new Intake(setup, strangers, views, admission, transfers, announcements, news);
        views.listener(transfers);
    }

    /**
     * A member of the first view of a lineage, which was agreed on before.
     *
     * @param now the time on the clock of {@link Event.Tick}, in nanoseconds
     * @throws IllegalArgumentException if the configuration and the view's size do not go together, or the member is not in it
     */
    public static MemberCore founding(Setup setup, View view, long now) {
        MemberCore core = new MemberCore(setup, now);
        int self = view.indexOf(setup.self());
        if (self < 0) {
            throw new IllegalArgumentException(setup.self() + " is not in view " + view.number());
        }
        core.views.enter(view, self, null);
        return core;
    }

    /** A member that asks its contacts to be taken in. */
    public static MemberCore joining(Setup setup, long now) {
        MemberCore core = new MemberCore(setup, now);
        core.admission.begin();
        return core;
    }

    /**
     * Broadcasts a message if there is room. Copies the payload.
     *
     * @param order atomic or reliable
     * @param time the originator's clock, handed to every member; the core does not read it
     * @param payload array that holds the payload
     * @param offset of its first byte
     * @param length of it in bytes, 0 to {@link SharedConfiguration#maxMessageBytes()}
     * @return its sequence number in the view, 1 or more; or {@link #NO_ROOM}, or {@link #ENDED}
     * @throws IllegalArgumentException if the message is larger than configured
     */
    public long submit(Order order, long time, byte[] payload, int offset, int length) {
        if (state.isLeft()) {
            return ENDED;
        }
        // What a learner would broadcast could be answered by nobody: it does not hold the state yet.
        LiveView view = views.current();
        boolean may = view != null && !views.isLeaving() && view.view().isVoter(view.self());
        long sequence = view != null && may ? view.ring().submit(order, time, payload, offset, length) : NO_ROOM;
        if (sequence == NO_ROOM) {
            views.roomWanted();
        }
        return sequence;
    }

    /** Takes in one event. What follows from it is told by {@link #effects}. */
    public void handle(Event event) {
        if (state.isLeft() && event.type() != Event.Type.CONSUMED) {
            return;
        }
        switch (event.type()) {
            case FRAME_RECEIVED -> intake.frame((Event.FrameReceived) event);
            case CONTROL_RECEIVED -> intake.control((Event.ControlReceived) event);
            case LINK_UP -> ring(ring -> ring.linkUp(((Event.LinkUp) event).frames()));
            case LINK_READY -> ring(ring -> ring.linkReady(((Event.LinkReady) event).frames()));
            case LINK_DOWN -> ring(RingCore::linkDown);
            case CONSUMED -> views.consumed(((Event.Consumed) event).through());
            case FOUNDED -> admission.founded(((Event.Founded) event).view());
            case LEAVE -> views.leave();
            case FORCE_VIEW -> views.force(((Event.ForceView) event).lineage());
            case SNAPSHOT_TAKEN -> transfers.taken((Event.SnapshotTaken) event);
            case RESTORED -> transfers.restored();
            case TICK -> tick(((Event.Tick) event).now());
        }
    }

    private void ring(Consumer<RingCore> what) {
        LiveView view = views.current();
        if (view != null) {
            what.accept(view.ring());
        }
    }

    private void tick(long now) {
        strangers.tick();
        admission.tick();
        views.tick(now);
        if (!state.isLeft()) {
            transfers.tick();
        }
    }

    /** Ends the burst: what is to be done now, to be executed in this order. The list is reused by the next call. */
    public List<Effect> effects() {
        effects.clear();
        tellNews();
        LiveView view = views.current();
        if (view != null && !state.isLeft()) {
            view.effects(effects);
            if (views.step(effects)) {
                tellNews();
                begun(views.current());
            }
        }
        LiveView before = views.previous();
        if (before != null) {
            before.tellControl(effects);
        }
        tellNews();
        state.tell(effects, views.current(), admission.isJoining());
        return effects;
    }

    private void begun(@Nullable LiveView view) {
        if (view != null) {
            view.effects(effects);
        }
    }

    /** What the views want done beside what their ring does; a view that is new begins with it. */
    private void tellNews() {
        effects.addAll(news);
        news.clear();
    }

    /** Whether a member of a view has been heard: then there is a DVM already, and none is to be founded. */
    public boolean knowsDvm() {
        return admission.knowsDvm();
    }

    /** Whether a frame would be taken now. A runtime may hold frames back while not, and look again after {@link Event.Consumed}; a frame
     * handed over all the same is dropped and pulled later. */
    public boolean takesFrames() {
        LiveView view = views.current();
        return view != null && !state.isLeft() && view.ring().takesFrames();
    }

    /** Whether what is submitted now would wait in the log for a frame under way: a runtime may as well let it wait outside until something happens. */
    public boolean isLinkBusy() {
        LiveView view = views.current();
        return view != null && view.ring().isLinkBusy();
    }

    /** Whether what is submitted now had better wait for the next frame that comes in, unless it fills one itself: a runtime submits it then. Before {@link #effects}. */
    public boolean awaitsFrame() {
        LiveView view = views.current();
        return view != null && view.ring().awaitsFrame();
    }

    /** What goes with a frame to the successor. */
    public Identity identityToSuccessor() {
        RingCore ring = ring();
        return ring.identities().to(ring.view().successor(ring.self()));
    }

    /** Figures of the current view for status and metrics; null while there is none. Where the other methods run. */
    public @Nullable CoreStatus status() {
        LiveView view = views.current();
        return view == null ? null : view.ring().status();
    }

    /** What it keeps; for the simulator, which knows the bounds. */
    Footprint footprint() {
        LiveView view = views.current();
        return new Footprint(
                (view == null ? 0 : 1) + (views.previous() == null ? 0 : 1),
                views.unread(),
                view == null ? 0 : view.change().applicants(),
                view == null ? 0 : view.reports().size(),
                strangers.answered(),
                transfers.snapshots(),
                news.size());
    }

    /** Who is reported by whom in the current view. Where the other methods run. */
    public List<SuspicionStatus> suspicions() {
        LiveView view = views.current();
        return view == null ? List.of() : view.suspicions();
    }

    /** The ring of the current view; for the simulator, which looks at the counters and spoils what is released. */
    RingCore ring() {
        return Objects.requireNonNull(views.current(), "a member of a view has a ring")
                .ring();
    }
}
