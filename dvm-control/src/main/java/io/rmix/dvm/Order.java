package io.rmix.dvm;

/** How a broadcast is delivered. */
public enum Order {
    /**
     * Delivered on reception; reliable messages of one origin in the order of their broadcast. The originator delivers its own when every
     * member has it.
     */
    RELIABLE,
    /** Delivered in one total order by all members, when every member has it. */
    ATOMIC
}
