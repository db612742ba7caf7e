package io.rmix.dvm.protocol;

import io.rmix.dvm.Member;
import io.rmix.dvm.MemberState;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How far the member is, told when it changes. */
final class StateKeeper {
    private final int isolatedAfter;
    private @Nullable MemberState told;
    private String leftReason = "";
    private boolean left;

    /** @param isolatedAfter ticks without an answer of a quorum */
    StateKeeper(int isolatedAfter) {
        this.isolatedAfter = isolatedAfter;
    }

    void left(String reason) {
        if (!left) {
            left = true;
            leftReason = reason;
        }
    }

    boolean isLeft() {
        return left;
    }

    /** Tells the state if it is another one than before. */
    void tell(List<Effect> effects, @Nullable LiveView current, boolean joining) {
        MemberState now = left ? MemberState.LEFT : of(current, joining);
        if (now != told) {
            told = now;
            effects.add(new Effect.StateChanged(now, reason(now, current)));
        }
    }

    private MemberState of(@Nullable LiveView current, boolean joining) {
        if (joining || current == null) {
            return MemberState.JOINING;
        }
        if (current.change().unanswered() > isolatedAfter) {
            return current.isBeyondRepair() ? MemberState.NEEDS_OPERATOR : MemberState.ISOLATED;
        }
        if (!current.view().isVoter(current.self())) {
            return MemberState.LEARNING;
        }
        return current.change().isFrozen() ? MemberState.FROZEN : MemberState.OPERATIONAL;
    }

    private String reason(MemberState state, @Nullable LiveView current) {
        if ((state == MemberState.ISOLATED || state == MemberState.NEEDS_OPERATOR) && current != null) {
            String why = current.change().decision().isPresent()
                    ? "the next view is decided, and nobody answers who has the messages of view "
                            + current.view().number() + " that are lacking here; who had them: "
                    : "no quorum of view " + current.view().number() + " answers; missing: ";
            return why
                    + current.change().missing().stream().map(Member::toString).collect(Collectors.joining(", "));
        }
        return state == MemberState.LEFT ? leftReason : "";
    }
}
