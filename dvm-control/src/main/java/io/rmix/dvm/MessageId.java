package io.rmix.dvm;

import java.util.Objects;

/**
 * Identity of a message in a lineage.
 *
 * @param view number of the view it was broadcast in
 * @param origin who broadcast it
 * @param sequence counts the origin's messages in this view from 1
 */
public record MessageId(long view, Member origin, long sequence) {
    /** Refuses sequence numbers below 1. */
    public MessageId {
        Objects.requireNonNull(origin, "origin");
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence is " + sequence + ": expected 1 or more");
        }
    }
}
