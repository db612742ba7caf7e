package io.rmix.dvm;

/** How far a member is. */
public enum MemberState {
    /** In no view; asking contacts. */
    JOINING,
    /** In a view as a learner; the state is on its way. */
    LEARNING,
    /** A voter, and broadcasts go through. */
    OPERATIONAL,
    /** A change of views is under way. */
    FROZEN,
    /** A quorum has not answered for twice the suspicion time-out. */
    ISOLATED,
    /** A quorum, or what is lacking for the next view, is gone for good: an operator has to force a view. */
    NEEDS_OPERATOR,
    /** In no view any more: left, excluded or gone. */
    LEFT
}
