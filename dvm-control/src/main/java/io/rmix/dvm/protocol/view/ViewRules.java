package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.ViewMember;

/**
 * The rules by which a view follows another one, each a predicate of its own: {@link #RIGHT} has them as they are; the simulator replaces one and must
 * notice.
 */
public interface ViewRules {
    /** As docs/MEMBERSHIP.md says. */
    ViewRules RIGHT = new ViewRules() {};

    /** Whose answer counts in a quorum: voters'. */
    default boolean votes(ViewMember member) {
        return member.isVoter();
    }

    /**
     * More than half, or exactly half with the first among them.
     *
     * @param answered voters that have answered
     * @param voters of the view
     * @param withFirst whether the voter of highest priority has
     */
    default boolean isMajority(int answered, int voters, boolean withFirst) {
        return 2 * answered > voters || (2 * answered == voters && withFirst);
    }

    /** Whether a ballot may be promised or accepted by one who has promised another. */
    default boolean isAbove(Ballot ballot, Ballot promised) {
        return ballot.compareTo(promised) >= 0;
    }

    /** Whether who promises freezes. */
    default boolean freezes() {
        return true;
    }

    /** Whether a proposal that was accepted before must be proposed again. */
    default boolean adopts() {
        return true;
    }

    /** What of an origin is delivered, of two members' counters. */
    default long cut(long one, long other) {
        return Math.max(one, other);
    }

    /**
     * Whether a proposal may be accepted.
     *
     * @param complete whether everything up to its cut is here
     */
    default boolean mayAccept(boolean complete) {
        return complete;
    }

    /** Whether one who has got what it lacked looks again if it has promised something higher meanwhile, before it accepts. */
    default boolean looksAgain() {
        return true;
    }

    /** Whether, when those that are named as holders do not answer, all others are asked too. */
    default boolean asksOthers() {
        return true;
    }

    /** Whether one that is left out stays for a moment, to answer those that lack messages. */
    default boolean staysForAMoment() {
        return true;
    }

    /**
     * Whether a view may be installed.
     *
     * @param complete whether everything up to the cut of the one before is here
     */
    default boolean mayInstall(boolean complete) {
        return complete;
    }

    /**
     * Whether the messages of the view before may be dropped.
     *
     * @param installed whether all members have installed this one
     */
    default boolean mayDropPrevious(boolean installed) {
        return installed;
    }

    /** Whether members that see no progress take over from the coordinator. */
    default boolean takesOver() {
        return true;
    }

    /**
     * Heartbeats that a member waits before it begins a ballot of its own; any number is safe.
     *
     * @param ticks by rank and attempt
     */
    default int patience(int ticks) {
        return ticks;
    }

    /** Whether a coordinator gives up when it hears of a higher ballot: it need not, for it will be refused. */
    default boolean standsBack() {
        return true;
    }

    /** Whether the keeper repeats a decision to those that have not installed it. */
    default boolean reminds() {
        return true;
    }

    /** Whether a member that lacks messages of the view before gets them. */
    default boolean servesPrevious() {
        return true;
    }

    /** Whether one that has a report taken back tells so, by not repeating it. */
    default boolean forgetsReports() {
        return true;
    }

    /** Whether a member whose later incarnation wants to join is left out. */
    default boolean leavesOutReplaced() {
        return true;
    }

    /** Whether a snapshot that lacks what the learner has dropped, or never saw, is refused. */
    default boolean checksLabels() {
        return true;
    }
}
