package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.Order;
import io.rmix.dvm.protocol.link.Entry;

/**
 * A delivered message where it lies in the log. One object is reused for all deliveries of a thread; the bytes are valid until the delivery is
 * reported as consumed.
 */
public final class Delivery {
    private byte[] log = new byte[0];
    private int offset;

    void at(byte[] newLog, int newOffset) {
        log = newLog;
        offset = newOffset;
    }

    /** Ring index of the origin. */
    public int origin() {
        return Entry.origin(log, offset);
    }

    /** Atomic or reliable. */
    public Order order() {
        return Entry.kind(log, offset) == Entry.ATOMIC ? Order.ATOMIC : Order.RELIABLE;
    }

    /** Counts the origin's messages in this view from 1. */
    public long sequence() {
        return Entry.sequence(log, offset);
    }

    /** Lamport number t. */
    public long number() {
        return Entry.number(log, offset);
    }

    /** The originator's clock when it took the message, as given to {@code submit}. */
    public long time() {
        return Entry.time(log, offset);
    }

    /** Array that holds the payload; not to be written to. */
    public byte[] array() {
        return log;
    }

    /** Offset of the payload in {@link #array}. */
    public int payloadOffset() {
        return offset + Entry.HEADER;
    }

    /** Bytes of the payload. */
    public int payloadLength() {
        return Entry.length(log, offset) - Entry.HEADER;
    }

    /** A copy of the payload, which may be kept. */
    public byte[] payload() {
        byte[] copy = new byte[payloadLength()];
        System.arraycopy(log, payloadOffset(), copy, 0, copy.length);
        return copy;
    }
}
