package io.rmix.dvm;

/** What a member does about a successor whose application does not keep up. */
public enum SlowMemberPolicy {
    /** The ring slows down to the slowest member. */
    WAIT,
    /** The slow member is suspected once it has taken nothing for {@link LocalConfiguration#slowTimeout()}. */
    EXCLUDE
}
