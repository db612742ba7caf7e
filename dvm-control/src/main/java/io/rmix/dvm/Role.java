package io.rmix.dvm;

/** What a member of a view may do. */
public enum Role {
    /** Holds the state and has a vote. */
    VOTER,
    /** Forwards from its first frame, has no vote, and counts in no quorum until it holds the state. */
    LEARNER
}
