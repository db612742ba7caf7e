package io.rmix.dvm.runtime;

import java.util.List;
import java.util.Optional;

/**
 * A member of a view, as another one knows it and as it says itself.
 *
 * @param name of the member
 * @param incarnation in the view; 0 if it is in none
 * @param priority of the member
 * @param role {@link io.rmix.dvm.Role}'s name, or {@link #OUTSIDE}
 * @param memberEndpoints where the other members reach it
 * @param suspicions who reports it, and why
 * @param lag atomic messages that it has not applied and some other member has; {@link MemberReport#UNKNOWN} unless it has told its position in this lineage
 * @param report what it says; empty if it did not answer. It may be of a later start of the member, or of another view
 * @param silence why there is no report; empty if there is one
 */
public record MemberEntry(
        String name,
        long incarnation,
        int priority,
        String role,
        List<String> memberEndpoints,
        List<Suspicion> suspicions,
        long lag,
        Optional<MemberReport> report,
        String silence) {
    /** The role of a member that is configured and not in the view. */
    public static final String OUTSIDE = "OUTSIDE";

    /** Copies. */
    public MemberEntry {
        memberEndpoints = List.copyOf(memberEndpoints);
        suspicions = List.copyOf(suspicions);
    }

    /**
     * That a member is reported.
     *
     * @param by name of the member that reports it
     * @param reason why
     */
    public record Suspicion(String by, String reason) {}

    /** Whether the member of the view has answered, and not a later start of it. */
    public boolean isAnswered() {
        return report.isPresent() && report.get().incarnation() == incarnation;
    }
}
