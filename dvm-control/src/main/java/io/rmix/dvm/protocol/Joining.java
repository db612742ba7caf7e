package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.Member;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.view.JoinControl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a process that wants to be in a view: asks contacts, and shows that it reaches its neighbours to be and they reach it. */
final class Joining {
    private final MemberCore.Setup setup;
    private JoinControl.@Nullable Place place;
    private boolean answered;
    private boolean predecessorReached;
    private boolean successorReached;

    Joining(MemberCore.Setup setup) {
        this.setup = setup;
    }

    /** Once a heartbeat: asks. */
    void tick(List<Effect> effects) {
        ask(effects);
        ping(effects);
    }

    /** Whether a member of a view has answered. */
    boolean isAnswered() {
        return answered;
    }

    /** A member answered. */
    void told(Identity identity, JoinControl message, List<Effect> effects) {
        answered = true;
        switch (message.kind()) {
            case PLACE -> placed((JoinControl.Place) message, effects);
            case PONG -> ponged(identity, effects);
            case JOIN, PING -> {}
        }
    }

    private void placed(JoinControl.Place newPlace, List<Effect> effects) {
        if (!newPlace.equals(place)) {
            place = newPlace;
            predecessorReached = false;
            successorReached = false;
            ping(effects);
        }
    }

    private void ponged(Identity identity, List<Effect> effects) {
        if (place == null || isProved()) {
            return;
        }
        predecessorReached |= is(place.predecessor(), identity);
        successorReached |= is(place.successor(), identity);
        if (isProved()) {
            ask(effects);
        }
    }

    private static boolean is(ViewMember member, Identity identity) {
        return member.member().name().equals(identity.source())
                && member.member().incarnation() == identity.sourceIncarnation();
    }

    private boolean isProved() {
        return predecessorReached && successorReached;
    }

    private void ask(List<Effect> effects) {
        List<Member> proof = place != null && isProved()
                ? List.of(place.predecessor().member(), place.successor().member())
                : List.of();
        effects.add(new Effect.AskContacts(
                Identity.outside(setup.shared(), setup.self(), "", 0), new JoinControl.Join(setup.me(), proof)));
    }

    private void ping(List<Effect> effects) {
        if (place != null) {
            pingUnless(predecessorReached, place.predecessor(), effects);
            pingUnless(successorReached, place.successor(), effects);
        }
    }

    private void pingUnless(boolean reached, ViewMember member, List<Effect> effects) {
        if (!reached) {
            Member target = member.member();
            effects.add(new Effect.Reach(target, member.endpoints()));
            effects.add(new Effect.SendControl(
                    Identity.outside(setup.shared(), setup.self(), target.name(), target.incarnation()),
                    new JoinControl.Ping(setup.me())));
        }
    }
}
