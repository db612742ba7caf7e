package io.rmix.dvm.runtime;

import java.time.Instant;
import java.util.List;

/**
 * Something that happened at a member.
 *
 * @param revision counts the member's events from 1
 * @param time on the member's clock
 * @param kind one of the constants here
 * @param view number of the member's view, or of the one that begins
 * @param member whom it is about; empty for {@link #VIEW}
 * @param value VIEW: the lineage. JOINED: the role. STATE: {@link NodeState}'s name. LINK: UP or DOWN. Else empty
 * @param detail why, for people; may be empty
 * @param members VIEW: names of the members, in ring order. Else empty
 */
public record MemberEvent(
        long revision,
        Instant time,
        String kind,
        long view,
        String member,
        String value,
        String detail,
        List<String> members) {
    /** A view is installed. Comes before what it changes. */
    public static final String VIEW = "view";
    /** A member is in the view and was not in the one before. */
    public static final String JOINED = "joined";
    /** A member has a vote now and had none before. */
    public static final String VOTES = "votes";
    /** A member is in the view no more. */
    public static final String LEFT = "left";
    /** A member of the view is suspected. */
    public static final String SUSPECTED = "suspected";
    /** A member is suspected no more. */
    public static final String CLEARED = "cleared";
    /** The member that tells it is in another state. */
    public static final String STATE = "state";
    /** The link of the member that tells it to its successor came up, or broke. */
    public static final String LINK = "link";

    /** Copies. */
    public MemberEvent {
        members = List.copyOf(members);
    }
}
