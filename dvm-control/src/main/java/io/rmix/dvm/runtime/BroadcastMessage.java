package io.rmix.dvm.runtime;

import io.rmix.dvm.Order;
import io.rmix.dvm.protocol.steady.Delivery;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/** A broadcast as a listener sees it. One object is used for all: it and its bytes are valid only until the listener returns. */
public final class BroadcastMessage {
    private final Delivery delivery;
    private String origin = "";
    private long position;
    private long view;
    private long time;
    private int envelope;

    BroadcastMessage(Delivery delivery) {
        this.delivery = delivery;
    }

    BroadcastMessage at(String newOrigin, long newView, long newPosition, long newTime, int newEnvelope) {
        origin = newOrigin;
        view = newView;
        position = newPosition;
        time = newTime;
        envelope = newEnvelope;
        return this;
    }

    /** Name of the member that broadcast it. */
    public String origin() {
        return origin;
    }

    /** Atomic or reliable. */
    public Order order() {
        return delivery.order();
    }

    /** Position in the total order, counted from 1 and over commands too; 0 for a reliable broadcast. */
    public long position() {
        return position;
    }

    /** Number of the view. */
    public long view() {
        return view;
    }

    /** Counts the origin's messages in this view from 1. */
    public long sequence() {
        return delivery.sequence();
    }

    /** The originator's clock; monotonic in delivery order for atomic broadcasts. */
    public Instant time() {
        return Instant.ofEpochMilli(time);
    }

    /** Bytes of the payload. */
    public int size() {
        return delivery.payloadLength() - envelope;
    }

    /** A copy of the payload, which may be kept. */
    public byte[] payload() {
        int from = delivery.payloadOffset() + envelope;
        return Arrays.copyOfRange(delivery.array(), from, from + size());
    }

    /** The payload where it lies, read-only; not to be kept. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(delivery.array(), delivery.payloadOffset() + envelope, size())
                .slice()
                .asReadOnlyBuffer();
    }
}
