package io.rmix.dvm.protocol;

import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.view.ViewControl;
import io.rmix.dvm.protocol.view.ViewControl.Decision;
import io.rmix.dvm.protocol.view.ViewRules;
import java.util.List;

/** What a member says about views to others: how they get to one that was decided, that they are gone, and what it wants of the next one itself. */
final class Announcements {
    private final ViewRules rules;
    private final Strangers strangers;
    private final List<Effect> news;

    /** @param news where it is said */
    Announcements(MemberCore.Setup setup, Strangers strangers, List<Effect> news) {
        this.rules = setup.viewRules();
        this.strangers = strangers;
        this.news = news;
    }

    /** Tells a member how it gets to the view that a decision made. */
    void decision(Member member, Decision decision) {
        View next = decision.proposal().view();
        int there = next.indexOf(member);
        if (there >= 0) {
            news.add(new Effect.Reach(member, next.members().get(there).endpoints()));
        }
        news.add(new Effect.SendControl(strangers.identityTo(member), decision));
    }

    /** Who counted the quorum tells those that were in no view before. */
    void newcomers(LiveView over, Decision decision) {
        View next = decision.proposal().view();
        for (int i = 0; over.change().isDecider() && i < next.size(); i++) {
            if (over.view().indexOf(next.member(i)) < 0) {
                decision(next.member(i), decision);
            }
        }
    }

    /** A member that has installed a view says so; its keeper tells those that have not how they get there. */
    void installed(LiveView view) {
        Decision origin = view.origin();
        if (origin != null) {
            view.keeper().tick(member -> {
                if (rules.reminds()) {
                    decision(view.view().member(member), origin);
                }
            });
        }
    }

    /** The keeper of a view that all have installed tells those that were left out of it that they may go. */
    void leftOut(LiveView before, LiveView view) {
        for (int i = 0; view.keeper().isKeeper() && i < before.view().size(); i++) {
            Member member = before.view().member(i);
            if (view.view().indexOf(member) < 0) {
                news.add(strangers.gone(
                        member, before.view().number(), "view " + view.view().number() + " has begun"));
            }
        }
    }

    /** What this member wants of the next view; to be said again and again. */
    void toCoordinator(LiveView view, ViewControl message) {
        int coordinator = view.change().coordinator();
        if (coordinator == view.self()) {
            view.change().told(view.self(), message);
        } else {
            news.add(new Effect.SendControl(view.identityTo(coordinator), message));
        }
    }
}
