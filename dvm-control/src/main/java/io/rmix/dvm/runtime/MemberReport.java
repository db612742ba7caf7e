package io.rmix.dvm.runtime;

import java.util.List;
import java.util.Optional;

/**
 * A member at one moment, as it tells the others: the part of {@link MemberStatus} that costs nothing.
 *
 * @param name of the member
 * @param incarnation of the member
 * @param state {@link NodeState}'s name
 * @param reason why it is in that state; may be empty
 * @param view number of the view installed last, 0 before the first
 * @param lineage of that view, 32 hexadecimal digits; empty before the first
 * @param position of the last atomic message applied; {@link #UNKNOWN} if its services were too busy to tell
 * @param clientEndpoints where clients reach it
 * @param link to its successor; empty in a view of one
 */
public record MemberReport(
        String name,
        long incarnation,
        String state,
        String reason,
        long view,
        String lineage,
        long position,
        List<String> clientEndpoints,
        Optional<LinkStatus> link) {
    /** A position that was not told. */
    public static final long UNKNOWN = -1;

    private static final int MOST_ENDPOINTS = 64;
    private static final int LONGEST = 1024;

    /** Copies; cuts a reason that is longer than anybody reads, refuses other texts that are longer than any can be, and more endpoints than a member has. */
    public MemberReport {
        clientEndpoints = List.copyOf(clientEndpoints);
        reason = cut(reason);
        boolean bad = clientEndpoints.size() > MOST_ENDPOINTS
                || tooLong(name)
                || tooLong(state)
                || tooLong(lineage)
                || clientEndpoints.stream().anyMatch(MemberReport::tooLong)
                || link.filter(it -> tooLong(it.to()) || tooLong(it.provider()) || tooLong(it.endpoint()))
                        .isPresent();
        if (bad) {
            throw new IllegalArgumentException("no report of a member: at most " + MOST_ENDPOINTS
                    + " endpoints, and texts of at most " + LONGEST + " characters");
        }
    }

    /** A text for people, cut to what anybody reads, and not within a character. */
    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    private static boolean tooLong(String text) {
        return text.length() > LONGEST;
    }
}
