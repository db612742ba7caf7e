package io.rmix.xmlrpc.value;

import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;

/** How deep a value is in others. For one message. */
final class Depth {
    private final int limit;
    private int depth;

    Depth(int limit) {
        this.limit = limit;
    }

    void enterWritten() {
        if (++depth > limit) throw EncodeException.tooLarge("is nested deeper than " + limit + " levels");
    }

    void enterRead() {
        if (++depth > limit) throw new DecodeException("is nested deeper than " + limit + " levels");
    }

    void leave() {
        depth--;
    }
}
