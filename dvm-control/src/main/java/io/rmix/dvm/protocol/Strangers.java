package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.Member;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.view.ViewControl;
import io.rmix.dvm.protocol.view.ViewControl.Decision;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What comes from outside of this member's view, and what is said to those who are not in it. */
final class Strangers {
    private final SharedConfiguration shared;
    /** Asked of every frame. */
    private final long fingerprint;

    private final Member self;
    private final Set<String> answered = new HashSet<>();
    private @Nullable View replaced;

    Strangers(MemberCore.Setup setup) {
        this.shared = setup.shared();
        this.fingerprint = shared.fingerprint();
        this.self = setup.self();
    }

    /** A view was left by force, for another lineage: its members, and those of views before it, are gone. */
    void replaced(View view) {
        replaced = view;
    }

    /** A heartbeat's time has passed: everybody may be answered once again. */
    void tick() {
        answered.clear();
    }

    /** Whether a sender was not answered since the last tick; from now on it was. */
    boolean mayAnswer(Identity identity) {
        return answered.size() < View.MAX_MEMBERS && answered.add(identity.source());
    }

    Relation relation(Identity identity, @Nullable LiveView current) {
        if (!identity.dvm().equals(shared.dvm())
                || identity.fingerprint() != fingerprint
                || identity.protocolVersion() > SharedConfiguration.PROTOCOL_VERSION) {
            return Relation.FOREIGN;
        }
        if (!isForSelf(identity) || identity.source().equals(self.name()) && !identity.isOutside()) {
            return Relation.STRAY;
        }
        if (identity.isOutside()) {
            return Relation.OUTSIDE;
        }
        if (replaced != null
                && identity.lineage().equals(replaced.lineage())
                && identity.viewNumber() <= replaced.number()) {
            return Relation.OLDER;
        }
        return current == null ? Relation.STRAY : inLineage(identity, current);
    }

    private static Relation inLineage(Identity identity, LiveView current) {
        View view = current.view();
        if (!identity.lineage().equals(view.lineage())) {
            return Relation.FOREIGN;
        }
        if (identity.viewNumber() == view.number()) {
            return identity.ballot().equals(view.ballot()) ? Relation.CURRENT : Relation.FOREIGN;
        }
        if (identity.viewNumber() > view.number()) {
            return Relation.NEWER;
        }
        Decision origin = current.origin();
        boolean before = origin != null
                && identity.viewNumber() == view.number() - 1
                && identity.ballot().equals(origin.proposal().after());
        return before ? Relation.PREVIOUS : Relation.OLDER;
    }

    private boolean isForSelf(Identity identity) {
        if (identity.target().isEmpty()) {
            return identity.isOutside();
        }
        return identity.target().equals(self.name()) && identity.targetIncarnation() == self.incarnation();
    }

    /** What differs, with both sides' values. */
    String refusal(Identity identity, @Nullable LiveView current) {
        Identity expected = current == null
                ? Identity.outside(shared, self, self.name(), self.incarnation())
                : Identity.of(shared, current.view(), known(identity, current.view()), self);
        return "from " + identity.source() + "#" + identity.sourceIncarnation() + ": " + expected.mismatch(identity);
    }

    private Member known(Identity identity, View view) {
        int index = view.indexOf(identity.source());
        return index >= 0 ? view.member(index) : new Member("-", identity.sourceIncarnation(), 0);
    }

    /** Goes with what is said to one who is in no view, or not in this one. */
    Identity identityTo(Member target) {
        return Identity.outside(shared, self, target.name(), target.incarnation());
    }

    /** Tells one that nobody keeps anything for it any more. */
    Effect gone(Identity identity, String reason) {
        return gone(new Member(identity.source(), identity.sourceIncarnation(), 0), identity.viewNumber(), reason);
    }

    /** The same, of a view that it was in. */
    Effect gone(Member member, long view, String reason) {
        return new Effect.SendControl(identityTo(member), new ViewControl.Gone(view, reason));
    }

    /** Asks one that is ahead: what comes from an earlier view is answered with what followed it. */
    Effect behind(Identity identity, LiveView current) {
        View view = current.view();
        Identity mine = new Identity(
                view.protocolVersion(),
                shared.dvm(),
                view.number(),
                view.ballot(),
                view.lineage(),
                self.name(),
                self.incarnation(),
                identity.source(),
                identity.sourceIncarnation(),
                fingerprint);
        return new Effect.SendControl(mine, new ViewControl.Behind());
    }
}
