package io.rmix.dvm.protocol;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.view.ViewControl;
import io.rmix.dvm.protocol.view.ViewControl.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The views of a member, one after another: the one that it is in, the one before as long as others may need it, and what the application has still to read. */
final class Succession {
    /** A member whose application is further behind leaves: what it has not read would grow without bound. */
    private static final int MOST_VIEWS_BEHIND = 4;

    private final MemberCore.Setup setup;
    private final Strangers strangers;
    private final StateKeeper state;
    private final Announcements announcements;
    private final List<Effect> news;
    private final Backlog backlog = new Backlog();
    private Listener listener = Listener.NOBODY;
    private @Nullable LiveView current;
    private @Nullable LiveView previous;
    private long now;
    private boolean leaving;
    private boolean roomWanted;
    /** While this member is on its way out. */
    private @Nullable Departure departure;

    private boolean newcomersTold;

    /** Who has to know. */
    interface Listener {
        /** Nobody. */
        Listener NOBODY = new Listener() {
            @Override
            public void installed(LiveView view) {}

            @Override
            public void ended() {}
        };

        /** A view is installed. */
        void installed(LiveView view);

        /** This member is in no view any more. */
        void ended();
    }

    /** @param news what follows, in order, beside what the ring wants done */
    Succession(
            MemberCore.Setup setup,
            Strangers strangers,
            StateKeeper state,
            Announcements announcements,
            List<Effect> news,
            long now) {
        this.setup = setup;
        this.strangers = strangers;
        this.state = state;
        this.announcements = announcements;
        this.news = news;
        this.now = now;
    }

    void listener(Listener newListener) {
        listener = newListener;
    }

    /** The view that this member is in. */
    @Nullable LiveView current() {
        return current;
    }

    /** The one before, as long as it is kept. */
    @Nullable LiveView previous() {
        return previous;
    }

    /** Earlier views of which the application has still to read. */
    int unread() {
        return backlog.size();
    }

    /** Whether the application has read all of earlier views. */
    boolean isUpToDate() {
        return backlog.size() == 0;
    }

    /** This member wants to leave: says so at once, and again and again. */
    void leave() {
        leaving = true;
        LiveView view = current;
        if (view != null && departure == null) {
            askToLeave(view);
        }
    }

    private void askToLeave(LiveView view) {
        view.leaving();
        if (view.view().size() > 1) {
            announcements.toCoordinator(view, new ViewControl.Leave());
        }
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Somebody was told NO_ROOM: what this view has no room for, the next one may have. */
    void roomWanted() {
        roomWanted = true;
    }

    /** Installs what has been decided, if everything up to its cut is here; or leaves. */
    boolean step(List<Effect> effects) {
        LiveView over = current;
        if (over != null) {
            dropPrevious(over);
        }
        Decision decision = over == null ? null : over.change().decision().orElse(null);
        if (over == null || decision == null) {
            return false;
        }
        if (!newcomersTold) {
            newcomersTold = true;
            announcements.newcomers(over, decision);
        }
        View next = decision.proposal().view();
        int self = next.indexOf(setup.self());
        if (self < 0) {
            depart(over, decision);
            return false;
        }
        if (over.change().ready().isEmpty()) {
            return false;
        }
        over.ring().finish(decision.proposal().cut(), effects);
        backlog.add(over.ring());
        previous = over;
        enter(next, self, decision);
        endIfFarBehind();
        return true;
    }

    private void depart(LiveView over, Decision decision) {
        if (departure == null) {
            departure = new Departure(over, decision, setup.shared().suspicionTicks());
            if (departure.isOver() || !setup.viewRules().staysForAMoment()) {
                end(reasonToLeave());
            }
        }
    }

    private String reasonToLeave() {
        if (leaving) {
            return "left";
        }
        return departure == null ? "" : departure.reason();
    }

    /** The others say that this member is gone. */
    void gone(String reason) {
        end(leaving || departure != null ? reasonToLeave() : reason);
    }

    /** Nobody needs the view before any more: those that were left out of this one are told that they may go. */
    private void dropPrevious(LiveView view) {
        LiveView before = previous;
        if (before == null || !setup.viewRules().mayDropPrevious(view.keeper().all())) {
            return;
        }
        announcements.leftOut(before, view);
        previous = null;
    }

    /** Goes on alone in a lineage of its own, with all that is here. */
    void force(Lineage lineage) {
        LiveView over = current;
        if (over == null || !over.view().isVoter(over.self())) {
            return;
        }
        over.ring().freeze();
        over.ring().finish(over.ring().retained().received(), news);
        backlog.add(over.ring());
        previous = null;
        strangers.replaced(over.view());
        ViewMember self = over.view().members().get(over.self());
        View alone = new View(
                over.view().number() + 1,
                Ballot.NONE,
                lineage,
                List.of(self),
                over.view().protocolVersion());
        enter(alone, 0, null);
    }

    /** Is in a view from now on. */
    void enter(View view, int self, @Nullable Decision origin) {
        long before = current == null ? 0 : current.ring().delivered();
        newcomersTold = false;
        current = new LiveView(setup, view, self, origin, now, before);
        current.ring().olderDeliveries(backlog.bytes());
        news.add(new Effect.ViewInstalled(view, self, current.ring().deliveries()));
        if (roomWanted && view.isVoter(self)) {
            roomWanted = false;
            news.add(new Effect.WindowOpened());
        }
        announcements.installed(current);
        listener.installed(current);
        if (leaving) {
            askToLeave(current);
        }
    }

    /** Is in no view from now on. */
    void end(String reason) {
        if (current != null) {
            current.ring().fail(news);
        }
        state.left(reason);
        listener.ended();
    }

    private void endIfFarBehind() {
        if (backlog.size() > MOST_VIEWS_BEHIND) {
            end("the application is more than " + MOST_VIEWS_BEHIND + " views behind");
        }
    }

    /** The application is through with deliveries up to a number. */
    void consumed(long through) {
        backlog.consumed(through);
        if (current != null) {
            current.ring().consumed(through);
            current.ring().olderDeliveries(backlog.bytes());
        }
    }

    /** Time passes. */
    void tick(long time) {
        now = time;
        LiveView view = current;
        if (view == null) {
            return;
        }
        view.tick(time);
        announcements.installed(view);
        dropPrevious(view);
        Departure going = departure;
        if (going != null) {
            going.tick(news);
            if (going.isOver()) {
                end(reasonToLeave());
            }
            return;
        }
        if (leaving && view.view().size() == 1) {
            end("left");
        } else if (leaving) {
            announcements.toCoordinator(view, new ViewControl.Leave());
        }
    }
}
