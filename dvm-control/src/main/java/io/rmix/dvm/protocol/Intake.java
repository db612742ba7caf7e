package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.Member;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.transfer.TransferControl;
import io.rmix.dvm.protocol.view.JoinControl;
import io.rmix.dvm.protocol.view.ViewControl;
import io.rmix.dvm.protocol.view.ViewControl.Decision;
import java.util.List;

/** What comes in from others, by how it stands to the views of this member: hands on what is of use, and answers those that are behind, ahead or gone. */
final class Intake {
    private final Strangers strangers;
    private final Succession views;
    private final Admission admission;
    private final Transfers transfers;
    private final Announcements announcements;
    private final List<Effect> news;
    private final boolean servesPrevious;

    Intake(
            MemberCore.Setup setup,
            Strangers strangers,
            Succession views,
            Admission admission,
            Transfers transfers,
            Announcements announcements,
            List<Effect> news) {
        this.strangers = strangers;
        this.views = views;
        this.admission = admission;
        this.transfers = transfers;
        this.announcements = announcements;
        this.news = news;
        this.servesPrevious = setup.viewRules().servesPrevious();
    }

    void frame(Event.FrameReceived event) {
        LiveView view = views.current();
        Relation relation = strangers.relation(event.identity(), view);
        if (relation == Relation.CURRENT && view != null) {
            view.ring().frame(event);
        } else {
            stray(event.identity(), relation);
        }
    }

    void control(Event.ControlReceived event) {
        Identity identity = event.identity();
        Control message = event.message();
        Relation relation = strangers.relation(identity, views.current());
        switch (relation) {
            case CURRENT -> current(identity, message);
            case PREVIOUS -> previous(identity, message);
            case OUTSIDE -> admission.outside(identity, message);
            case OLDER, NEWER, FOREIGN, STRAY -> stray(identity, relation);
        }
    }

    private void current(Identity identity, Control message) {
        LiveView view = views.current();
        int source = view == null ? -1 : view.ring().inbound().source(identity);
        if (view == null || source < 0) {
            return;
        }
        view.ring().neighbours().heard(source);
        if (message instanceof JoinControl.Join join) {
            admission.join(join);
        } else if (message instanceof TransferControl transfer) {
            transfers.told(view, source, transfer);
        } else if (message.type() != Control.Type.JOIN) {
            view.control(source, message);
        }
    }

    /** Who is a view behind may lack messages of it, and does not know what followed. */
    private void previous(Identity identity, Control message) {
        LiveView view = views.previous();
        int source = view == null ? -1 : view.view().indexOf(identity.source());
        if (servesPrevious && view != null && source >= 0 && message instanceof ViewControl.Fetch fetch) {
            view.fetch(source, fetch);
        } else {
            stray(identity, Relation.PREVIOUS);
        }
    }

    /** What is of no use here may tell that its sender, or this member, is behind. */
    private void stray(Identity identity, Relation relation) {
        LiveView view = views.current();
        if (relation == Relation.FOREIGN) {
            news.add(new Effect.Refused(strangers.refusal(identity, view)));
        } else if (view != null && relation != Relation.STRAY && strangers.mayAnswer(identity)) {
            Decision origin = view.origin();
            switch (relation) {
                case PREVIOUS -> {
                    if (view.keeper().all() && view.view().indexOf(identity.source()) < 0) {
                        news.add(strangers.gone(
                                identity,
                                "all others are in view " + view.view().number()));
                    } else if (origin != null) {
                        announcements.decision(new Member(identity.source(), identity.sourceIncarnation(), 0), origin);
                    }
                }
                case OLDER ->
                    news.add(strangers.gone(
                            identity,
                            "view " + identity.viewNumber() + " is long over, this is view "
                                    + view.view().number()));
                case NEWER -> news.add(strangers.behind(identity, view));
                case CURRENT, OUTSIDE, FOREIGN, STRAY -> {}
            }
        }
    }
}
