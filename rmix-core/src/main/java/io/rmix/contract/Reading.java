package io.rmix.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** The state of one decoding: how deep it is. */
final class Reading {
    private final int maxDepth;
    private int depth = 1;

    Reading(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    /** Begins a message with a length before it; returns what {@link #close} needs. */
    int open(CodedInputStream in) throws IOException {
        if (++depth > maxDepth) {
            throw new DecodeException("is nested deeper than " + maxDepth + " messages");
        }
        return in.pushLimit(in.readRawVarint32());
    }

    /** Ends a message, which must have been there to its end. */
    void close(CodedInputStream in, int outer) {
        if (in.getBytesUntilLimit() != 0) {
            throw truncated();
        }
        in.popLimit(outer);
        depth--;
    }

    /** Levels that are left to messages which parse themselves. */
    int levelsLeft() {
        return maxDepth - depth;
    }

    /** Skips a field that the contract does not have: a later version of the peer may. */
    static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new DecodeException("is malformed: a group ends that has not begun");
        }
    }

    static void expect(int tag, int wireType) {
        int found = WireFormat.getTagWireType(tag);
        if (found != wireType) {
            throw new DecodeException("has wire type " + found + " where " + wireType
                    + " is expected: the peer's contract differs in the type of field " + (tag >>> 3));
        }
    }

    static DecodeException truncated() {
        return new DecodeException("is malformed: the input ends in the middle of it");
    }
}
