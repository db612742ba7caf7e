package io.rmix.dvm.protocol.steady;

/**
 * What was delivered and not yet consumed, by number. Written by the core's thread, read by one delivery thread: deliveries up to the
 * {@code to} of an {@link io.rmix.dvm.protocol.Effect.Deliver} may be read by a thread that learned of it through any happens-before edge (a queue, a volatile), until
 * they are reported as consumed. The core writes neither their slots nor their bytes in between.
 */
public final class DeliveryQueue {
    private final byte[] linkLog;
    private final byte[] store;
    private final int linkMask;
    private final int storeMask;
    private final long[] places;
    private long last;
    private long consumed;

    /** A queue over the two logs of a member, whose messages are at least a header long. */
    DeliveryQueue(byte[] linkLog, int linkCapacity, byte[] store, int storeCapacity, int slots) {
        this.linkLog = linkLog;
        this.store = store;
        this.linkMask = linkCapacity - 1;
        this.storeMask = storeCapacity - 1;
        this.places = new long[slots];
    }

    /** Points {@code into} at a delivery. On the delivery thread. */
    public void read(long number, Delivery into) {
        long place = places[(int) number & places.length - 1];
        into.at(log(place), offset(place));
    }

    /** Number of the last delivery so far. On the core's thread. */
    public long last() {
        return last;
    }

    /** Number of the last delivery consumed. On the core's thread. */
    public long consumed() {
        return consumed;
    }

    byte[] log(long place) {
        return (place & 1) == 0 ? linkLog : store;
    }

    int offset(long place) {
        return (int) (place >>> 1) & ((place & 1) == 0 ? linkMask : storeMask);
    }
}
