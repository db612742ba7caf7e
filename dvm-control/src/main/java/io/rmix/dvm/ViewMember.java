package io.rmix.dvm;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A member, its role in one view, and where it is reached.
 *
 * @param member who
 * @param role voter or learner
 * @param endpoints addresses at which other members reach it; the core hands them on and does not read them. At most 16 of at most 256 characters
 */
public record ViewMember(Member member, Role role, List<String> endpoints) {
    private static final int MAX_ENDPOINTS = 16;
    private static final int MAX_ENDPOINT_LENGTH = 256;
    /** Lengths, incarnation, priority and role. */
    private static final int FIXED_BYTES = 48;

    private static final int ENDPOINT_BYTES = 4;

    /** Refuses null, and more or longer endpoints than a view has room for. */
    public ViewMember {
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(role, "role");
        endpoints = List.copyOf(endpoints);
        if (endpoints.size() > MAX_ENDPOINTS
                || endpoints.stream().anyMatch(each -> each.length() > MAX_ENDPOINT_LENGTH)) {
            throw new IllegalArgumentException("member " + member + " has " + endpoints.size() + " endpoints: at most "
                    + MAX_ENDPOINTS + " of " + MAX_ENDPOINT_LENGTH + " characters are told to others");
        }
    }

    /** The same member in another role. */
    public ViewMember as(Role newRole) {
        return new ViewMember(member, newRole, endpoints);
    }

    /** Bytes that it takes in a message at the most. */
    int bytes() {
        int bytes = FIXED_BYTES + member.name().length();
        for (String each : endpoints) {
            bytes += ENDPOINT_BYTES + each.getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    /** Whether it has a vote. */
    public boolean isVoter() {
        return role == Role.VOTER;
    }

    /** A member with a vote, wherever it is. */
    public static ViewMember voter(Member member) {
        return new ViewMember(member, Role.VOTER, List.of());
    }
}
