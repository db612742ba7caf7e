package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.Invariant;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.Member;
import io.rmix.dvm.MemberState;
import io.rmix.dvm.Order;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.steady.RingRules;
import io.rmix.dvm.protocol.steady.Rules;
import io.rmix.dvm.protocol.view.JoinControl;
import io.rmix.dvm.protocol.view.Joiner;
import io.rmix.dvm.protocol.view.ViewControl;
import io.rmix.dvm.protocol.view.ViewControl.Decision;
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
    private final Backlog backlog = new Backlog();
    private final Strangers strangers;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Effect> news = new ArrayList<>();
    private final StateKeeper state = new StateKeeper();
    private @Nullable Joining joining;
    private @Nullable LiveView current;
    private @Nullable LiveView previous;
    private boolean leaving;
    private boolean synced;
    private boolean roomWanted;
    private long now;

    /**
     * What a member is made with.
     *
     * @param shared what the members agree on
     * @param local what this one decides
     * @param policy of quorums; all members have the same
     * @param me this member, and where it is reached
     * @param rules of the ring
     */
    public record Setup(
            SharedConfiguration shared, LocalConfiguration local, QuorumPolicy policy, Joiner me, Rules rules) {
        /** With the rules of the ring as they are. */
        public Setup(SharedConfiguration shared, LocalConfiguration local, QuorumPolicy policy, Joiner me) {
            this(shared, local, policy, me, new RingRules());
        }

        Member self() {
            return me.member();
        }
    }

    private MemberCore(Setup setup, long now) {
        this.setup = setup;
        this.now = now;
        this.strangers = new Strangers(setup);
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
        core.enter(view, self, null);
        return core;
    }

    /** A member that asks its contacts to be taken in. */
    public static MemberCore joining(Setup setup, long now) {
        MemberCore core = new MemberCore(setup, now);
        core.joining = new Joining(setup);
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
        if (current == null || leaving || !current.view().isVoter(current.self())) {
            roomWanted = true;
            return NO_ROOM;
        }
        long sequence = current.ring().submit(order, time, payload, offset, length);
        // What this view has no room for, the next one may have.
        roomWanted |= sequence == NO_ROOM;
        return sequence;
    }

    /** Takes in one event. What follows from it is told by {@link #effects}. */
    public void handle(Event event) {
        if (state.isLeft() && event.type() != Event.Type.CONSUMED) {
            return;
        }
        switch (event.type()) {
            case FRAME_RECEIVED -> frame((Event.FrameReceived) event);
            case CONTROL_RECEIVED -> control((Event.ControlReceived) event);
            case LINK_UP -> ring(ring -> ring.linkUp(((Event.LinkUp) event).frames()));
            case LINK_READY -> ring(ring -> ring.linkReady(((Event.LinkReady) event).frames()));
            case LINK_DOWN -> ring(RingCore::linkDown);
            case CONSUMED -> consumed(((Event.Consumed) event).through());
            case LEAVE -> leaving = true;
            case SYNCED -> synced = true;
            case TICK -> tick(((Event.Tick) event).now());
        }
    }

    private void ring(Consumer<RingCore> what) {
        if (current != null) {
            what.accept(current.ring());
        }
    }

    /** Ends the burst: what is to be done now, to be executed in this order. The list is reused by the next call. */
    public List<Effect> effects() {
        effects.clear();
        tellNews();
        if (current != null && !state.isLeft()) {
            current.effects(effects);
            step();
        }
        if (previous != null) {
            previous.tellControl(effects);
        }
        tellNews();
        tellState();
        return effects;
    }

    private void tellNews() {
        effects.addAll(news);
        news.clear();
    }

    /** Installs what has been decided, as often as there is something to install. */
    private void step() {
        LiveView over = current;
        Decision decision = over == null ? null : over.change().decision().orElse(null);
        if (over == null || decision == null) {
            return;
        }
        tellNewcomers(over, decision);
        View next = decision.proposal().view();
        int self = next.indexOf(setup.self());
        if (self < 0) {
            leave(over, leaving ? "left" : "excluded from view " + next.number());
        } else if (over.change().ready().isPresent()) {
            over.ring().finish(decision.proposal().cut(), effects);
            backlog.add(over.ring());
            previous = over;
            enter(next, self, decision);
            tellNews();
            if (current != null) {
                current.effects(effects);
            }
        }
    }

    private void enter(View view, int self, @Nullable Decision origin) {
        long before = current == null ? 0 : current.ring().delivered();
        current = new LiveView(
                setup.shared(), setup.local(), setup.policy(), view, self, origin, now, setup.rules(), before);
        joining = null;
        current.ring().olderDeliveries(backlog.bytes());
        news.add(new Effect.ViewInstalled(view, self, current.ring().deliveries()));
        if (roomWanted && view.isVoter(self)) {
            roomWanted = false;
            news.add(new Effect.WindowOpened());
        }
        remindOthers(current);
    }

    /** A member that installs a view says so; its keeper tells it to those that have not. */
    private void remindOthers(LiveView view) {
        Decision origin = view.origin();
        if (origin != null) {
            view.keeper().tick(member -> tellDecision(view.view().member(member), origin));
        }
    }

    private void leave(LiveView over, String reason) {
        over.ring().fail(effects);
        state.left(reason);
    }

    /** Who counted the quorum tells those that were in no view before. */
    private void tellNewcomers(LiveView over, Decision decision) {
        if (over.change().isDecider()) {
            for (Member each : newcomers(over.view(), decision.proposal().view())) {
                tellDecision(each, decision);
            }
        }
    }

    private static List<Member> newcomers(View over, View next) {
        List<Member> newcomers = new ArrayList<>();
        for (int i = 0; i < next.size(); i++) {
            if (over.indexOf(next.member(i)) < 0) {
                newcomers.add(next.member(i));
            }
        }
        return newcomers;
    }

    /** Tells a member how it gets to the view that a decision made. */
    private void tellDecision(Member member, Decision decision) {
        View next = decision.proposal().view();
        int there = next.indexOf(member);
        if (there >= 0) {
            news.add(new Effect.Reach(member, next.members().get(there).endpoints()));
        }
        news.add(new Effect.SendControl(strangers.identityTo(member), decision));
    }

    private void consumed(long through) {
        backlog.consumed(through);
        if (current != null) {
            current.ring().consumed(through);
            current.ring().olderDeliveries(backlog.bytes());
        }
    }

    private void tick(long time) {
        now = time;
        strangers.tick();
        if (joining != null) {
            joining.tick(news);
        }
        if (current == null) {
            return;
        }
        current.tick(time);
        remindOthers(current);
        if (current.keeper().all()) {
            previous = null;
        }
        if (backlog.size() > MOST_VIEWS_BEHIND) {
            current.ring().fail(news);
            state.left("the application is more than " + MOST_VIEWS_BEHIND + " views behind");
            return;
        }
        tellCoordinator(current);
    }

    private static final int MOST_VIEWS_BEHIND = 4;

    /** What this member wants of the next view, said again and again. */
    private void tellCoordinator(LiveView view) {
        if (leaving && view.view().size() == 1) {
            view.ring().fail(news);
            state.left("left");
        } else if (leaving) {
            toCoordinator(view, new ViewControl.Leave());
        } else if (synced && !view.view().isVoter(view.self())) {
            toCoordinator(view, new ViewControl.Synced());
        }
    }

    private void toCoordinator(LiveView view, ViewControl message) {
        int coordinator = view.change().coordinator();
        if (coordinator != view.self()) {
            news.add(new Effect.SendControl(view.identityTo(coordinator), message));
        } else if (message.kind() == ViewControl.Kind.LEAVE) {
            view.change().leave(view.self());
        } else {
            view.change().synced(view.self());
        }
    }

    private void frame(Event.FrameReceived event) {
        if (relation(event.identity()) == Relation.CURRENT && current != null) {
            current.ring().frame(event);
        } else {
            stray(event.identity());
        }
    }

    private void control(Event.ControlReceived event) {
        Identity identity = event.identity();
        Control message = event.message();
        switch (relation(identity)) {
            case CURRENT -> currentControl(identity, message);
            case PREVIOUS -> previousControl(identity, message);
            case OUTSIDE -> outside(identity, message);
            case OLDER, NEWER, FOREIGN, STRAY -> stray(identity);
        }
    }

    private void currentControl(Identity identity, Control message) {
        LiveView view = current;
        int source = view == null ? -1 : view.ring().source(identity);
        if (view == null || source < 0) {
            return;
        }
        if (message instanceof JoinControl.Join join) {
            view.ring().neighbours().heard(source);
            join(join);
        } else if (message.type() != Control.Type.JOIN) {
            view.control(source, message);
        }
    }

    private void previousControl(Identity identity, Control message) {
        LiveView view = previous;
        int source = view == null ? -1 : view.view().indexOf(identity.source());
        if (view != null && source >= 0 && message instanceof ViewControl.Fetch fetch) {
            view.fetch(source, fetch);
        } else {
            stray(identity);
        }
    }

    private void outside(Identity identity, Control message) {
        if (message instanceof JoinControl.Join join) {
            join(join);
        } else if (message instanceof JoinControl.Ping ping && current != null) {
            Member member = ping.joiner().member();
            news.add(new Effect.Reach(member, ping.joiner().endpoints()));
            news.add(new Effect.SendControl(strangers.identityTo(member), new JoinControl.Pong()));
        } else if (message instanceof ViewControl.Gone gone) {
            gone(gone);
        } else if (message instanceof Decision decision) {
            decided(decision);
        } else if (joining != null && message instanceof JoinControl reply) {
            joining.told(identity, reply, news);
        }
    }

    private void gone(ViewControl.Gone message) {
        if (current != null && message.view() == current.view().number()) {
            current.ring().fail(news);
            state.left(message.reason());
        } else if (joining != null && message.view() == 0) {
            news.add(new Effect.Refused("not taken in: " + message.reason()));
        }
    }

    /** Somebody tells what followed the view that this member is in, or that it has been taken in. */
    private void decided(Decision decision) {
        View view = decision.proposal().view();
        if (joining != null && view.indexOf(setup.self()) >= 0) {
            enter(view, view.indexOf(setup.self()), decision);
        } else if (current != null && decision.proposal().follows(current.view())) {
            current.change().decision(decision);
        }
    }

    /** Somebody wants to join, and told this member or another one who passed it on. */
    private void join(JoinControl.Join message) {
        LiveView view = current;
        Member joiner = message.joiner().member();
        if (view == null || joiner.equals(setup.self())) {
            return;
        }
        if (joiner.name().equals(setup.self().name())) {
            if (joiner.incarnation() > setup.self().incarnation()) {
                view.ring().fail(news);
                state.left("a later start of this member, " + joiner + ", has taken its place");
            }
            return;
        }
        int index = view.view().indexOf(joiner.name());
        Decision origin = view.origin();
        if (index >= 0 && view.view().member(index).equals(joiner)) {
            if (origin != null) {
                tellDecision(joiner, origin);
            }
            return;
        }
        if (index >= 0 && joiner.incarnation() > view.view().member(index).incarnation()) {
            view.report(index, "has restarted as " + joiner);
        }
        placed(view, message);
    }

    private void placed(LiveView view, JoinControl.Join message) {
        int coordinator = view.change().coordinator();
        if (coordinator != view.self()) {
            news.add(new Effect.SendControl(view.identityTo(coordinator), message));
            return;
        }
        Joiner joiner = message.joiner();
        int gap = view.change().join(joiner, message.proof());
        if (gap >= 0) {
            news.add(new Effect.Reach(joiner.member(), joiner.endpoints()));
            news.add(new Effect.SendControl(
                    strangers.identityTo(joiner.member()),
                    new JoinControl.Place(
                            view.view().members().get(gap),
                            view.view().members().get(view.view().successor(gap)))));
        }
    }

    /** Whether a frame would be taken now. A runtime may hold frames back while not, and look again after {@link Event.Consumed}; a frame
     * handed over all the same is dropped and pulled later. */
    public boolean takesFrames() {
        return current != null && current.ring().takesFrames();
    }

    /** Whether what is submitted now would wait in the log for a frame under way: a runtime may as well let it wait outside until something happens. */
    public boolean isLinkBusy() {
        return current != null && current.ring().isLinkBusy();
    }

    /** What goes with a frame to the successor. */
    public Identity identityToSuccessor() {
        RingCore ring = ring();
        return ring.identityTo(ring.view().successor(ring.self()));
    }

    /** Figures of the current view for status and metrics; null while there is none. Where the other methods run. */
    public @Nullable CoreStatus status() {
        return current == null ? null : current.ring().status();
    }

    /** The ring of the current view; for the simulator, which looks at the counters and spoils what is released. */
    RingCore ring() {
        Invariant.check(current != null, "a member of a view has a ring");
        return Objects.requireNonNull(current).ring();
    }

    private Relation relation(Identity identity) {
        return strangers.relation(identity, current);
    }

    /** What is of no use here may tell that its sender, or this member, is behind. */
    private void stray(Identity identity) {
        Relation relation = relation(identity);
        if (relation == Relation.FOREIGN) {
            news.add(new Effect.Refused(strangers.refusal(identity, current)));
            return;
        }
        if (current == null || !strangers.mayAnswer(identity)) {
            return;
        }
        switch (relation) {
            case PREVIOUS -> answerPrevious(identity, current);
            case OLDER -> news.add(strangers.gone(identity, "view " + identity.viewNumber()
                    + " is long over, this is view " + current.view().number()));
            case NEWER -> news.add(strangers.behind(identity, current));
            case CURRENT, OUTSIDE, FOREIGN, STRAY -> {}
        }
    }

    /** Who is one view behind, or left out, learns what followed. */
    private void answerPrevious(Identity identity, LiveView view) {
        Decision origin = view.origin();
        if (origin != null) {
            tellDecision(new Member(identity.source(), identity.sourceIncarnation(), 0), origin);
        }
    }

    private void tellState() {
        state.tell(effects, current, joining != null, setup.shared().suspicionTicks());
    }
}
