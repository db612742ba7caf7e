package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.Member;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.view.JoinControl;
import io.rmix.dvm.protocol.view.Joiner;
import io.rmix.dvm.protocol.view.ViewControl;
import io.rmix.dvm.protocol.view.ViewControl.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one gets into a view: the part of the process that wants to, and that of the members which it asks. */
final class Admission {
    private final MemberCore.Setup setup;
    private final Strangers strangers;
    private final Succession views;
    private final Announcements announcements;
    private final List<Effect> news;
    private @Nullable Joining joining;

    Admission(
            MemberCore.Setup setup,
            Strangers strangers,
            Succession views,
            Announcements announcements,
            List<Effect> news) {
        this.setup = setup;
        this.strangers = strangers;
        this.views = views;
        this.announcements = announcements;
        this.news = news;
    }

    /** Asks to be taken in, from the next tick on. */
    void begin() {
        joining = new Joining(setup);
    }

    /** The first view was agreed on elsewhere. */
    void founded(View view) {
        int self = view.indexOf(setup.self());
        if (joining != null && self >= 0) {
            joining = null;
            views.enter(view, self, null);
        }
    }

    /** Whether a member of a view has answered: then there is a DVM, and none is to be founded. */
    boolean knowsDvm() {
        return joining == null || joining.isAnswered();
    }

    boolean isJoining() {
        return joining != null;
    }

    void tick() {
        if (joining != null) {
            joining.tick(news);
        }
    }

    /** What a process says that is in no view, or what is said to one. */
    void outside(Identity identity, Control message) {
        if (message instanceof JoinControl.Join join) {
            join(join);
        } else if (message instanceof JoinControl.Ping ping && views.current() != null) {
            tell(ping.joiner(), new JoinControl.Pong());
        } else if (message instanceof ViewControl.Gone gone) {
            gone(identity, gone);
        } else if (message instanceof Decision decision) {
            decided(decision);
        } else if (joining != null && message instanceof JoinControl reply) {
            joining.told(identity, reply, news);
        }
    }

    private void tell(Joiner joiner, Control message) {
        news.add(new Effect.Reach(joiner.member(), joiner.endpoints()));
        news.add(new Effect.SendControl(strangers.identityTo(joiner.member()), message));
    }

    private void gone(Identity identity, ViewControl.Gone message) {
        LiveView view = views.current();
        if (joining != null && message.view() == 0) {
            news.add(new Effect.Refused("not taken in by " + identity.source() + "#" + identity.sourceIncarnation()
                    + ": " + message.reason()));
        } else if (view != null && message.view() == view.view().number()) {
            views.gone(message.reason());
        }
    }

    /** Somebody tells what followed the view that this member is in, or that it has been taken in. */
    private void decided(Decision decision) {
        View next = decision.proposal().view();
        LiveView view = views.current();
        int self = next.indexOf(setup.self());
        if (view != null && decision.proposal().follows(view.view())) {
            view.change().decision(decision);
        } else if (joining != null && self >= 0 && mayEnter(next)) {
            joining = null;
            views.enter(next, self, decision);
        }
    }

    private boolean mayEnter(View view) {
        return view.size() <= setup.shared().maxMembers()
                && view.protocolVersion() >= SharedConfiguration.LEAST_PROTOCOL_VERSION
                && view.protocolVersion() <= SharedConfiguration.PROTOCOL_VERSION;
    }

    /** Somebody wants to join, and told this member or another one who passed it on. */
    void join(JoinControl.Join message) {
        LiveView view = views.current();
        Member joiner = message.joiner().member();
        if (view == null || joiner.equals(setup.self())) {
            return;
        }
        if (joiner.name().equals(setup.self().name())) {
            if (joiner.incarnation() > setup.self().incarnation()) {
                views.end("a later start of this member, " + joiner + ", has taken its place");
            }
            return;
        }
        int index = view.view().indexOf(joiner.name());
        Decision origin = view.origin();
        // Whoever hears it says that there is a DVM, though another one may place it.
        tell(message.joiner(), new JoinControl.Pong());
        if (index >= 0 && view.view().member(index).equals(joiner)) {
            if (origin != null) {
                announcements.decision(joiner, origin);
            }
            return;
        }
        if (index >= 0 && joiner.incarnation() > view.view().member(index).incarnation()) {
            view.restarted(index, joiner);
        }
        place(view, message);
    }

    private void place(LiveView view, JoinControl.Join message) {
        int coordinator = view.change().coordinator();
        if (coordinator != view.self()) {
            news.add(new Effect.SendControl(view.identityTo(coordinator), message));
            return;
        }
        String refusal = view.change().refusal(message.joiner());
        if (!refusal.isEmpty()) {
            tell(message.joiner(), new ViewControl.Gone(0, refusal));
            return;
        }
        int gap = view.change().join(message.joiner(), message.proof());
        if (gap >= 0) {
            View now = view.view();
            tell(
                    message.joiner(),
                    new JoinControl.Place(now.members().get(gap), now.members().get(now.successor(gap))));
        }
    }
}
