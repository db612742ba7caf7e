package io.rmix.dvm;

/** What the submitter of a broadcast that did not complete may conclude. */
public enum Outcome {
    /** It was never originated: no member has it, and none will deliver it. */
    NOT_INVOKED,
    /** It was originated, and the view ended before the originator delivered it: some, all or no members deliver it. */
    UNKNOWN
}
