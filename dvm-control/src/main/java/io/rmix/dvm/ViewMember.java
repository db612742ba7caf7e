package io.rmix.dvm;

import java.util.Objects;

/**
 * A member and its role in one view.
 *
 * @param member who
 * @param role voter or learner
 */
public record ViewMember(Member member, Role role) {
    /** Refuses null. */
    public ViewMember {
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(role, "role");
    }

    /** A member with a vote. */
    public static ViewMember voter(Member member) {
        return new ViewMember(member, Role.VOTER);
    }
}
