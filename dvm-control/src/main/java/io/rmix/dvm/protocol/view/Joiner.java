package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Member;
import io.rmix.dvm.Role;
import io.rmix.dvm.ViewMember;
import java.util.List;
import java.util.Objects;

/**
 * A process that wants to be in the next view.
 *
 * @param member who it is
 * @param endpoints where members reach it
 * @param protocolVersion the highest that it speaks
 */
public record Joiner(Member member, List<String> endpoints, int protocolVersion) {
    /** Copies; checks the endpoints as {@link ViewMember} does. */
    public Joiner {
        Objects.requireNonNull(member, "member");
        endpoints = new ViewMember(member, Role.LEARNER, endpoints).endpoints();
    }

    /** As it will be in its first view. */
    ViewMember learner() {
        return new ViewMember(member, Role.LEARNER, endpoints);
    }
}
