package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.Invariant;
import io.rmix.dvm.protocol.link.LinkLog;

/**
 * What was delivered and not yet consumed, by number. Written by the core's thread, read by one delivery thread: deliveries up to the
 * {@code to} of an {@link io.rmix.dvm.protocol.Effect.Deliver} may be read by a thread that learned of it through any happens-before edge (a queue, a volatile), until
 * they are reported as consumed. The core writes neither their slots nor their bytes in between.
 */
public final class DeliveryQueue {
    private final LinkLog linkLog;
    private final LinkLog store;
    private final long[] places;
    /** Sequence number and origin of each, for the core. */
    private final long[] messages;

    private long last;
    private long consumed;
    private long bytes;

    /**
     * An empty queue over the two logs of a member.
     *
     * @param slots most deliveries that can wait
     * @param before number of the last delivery of the view before
     */
    DeliveryQueue(LinkLog linkLog, LinkLog store, int slots, long before) {
        this.linkLog = linkLog;
        this.store = store;
        this.places = new long[Integer.highestOneBit(slots) << 1];
        this.messages = new long[places.length];
        this.last = before;
        this.consumed = before;
    }

    /** Points {@code into} at a delivery. On the delivery thread. */
    public void read(long number, Delivery into) {
        long place = places[slot(number)];
        LinkLog log = log(place);
        into.at(log.bytes(), log.offset(place >>> 1));
    }

    /** Number of the last delivery so far. On the core's thread. */
    public long last() {
        return last;
    }

    /** Number of the last delivery consumed. On the core's thread. */
    public long consumed() {
        return consumed;
    }

    /** What waits to be consumed, as {@link Window#charge} counts. On the core's thread. */
    public long bytes() {
        return bytes;
    }

    /** Adds a delivery. */
    void add(LinkLog log, long position, int entryLength, int origin, long sequence) {
        Invariant.check(
                last - consumed < places.length, "deliveries that wait are bounded", last - consumed, places.length);
        last++;
        places[slot(last)] = position << 1 | (log == linkLog ? 0 : 1);
        messages[slot(last)] = sequence << Short.SIZE | origin;
        bytes += Window.charge(entryLength);
    }

    /** Takes the oldest delivery off; what is returned is for {@link #origin} and {@link #sequence}. */
    long consumeNext() {
        Invariant.check(consumed < last, "only what was delivered is consumed", consumed, last);
        consumed++;
        return messages[slot(consumed)];
    }

    /** An entry of that length was consumed. */
    void gone(int entryLength) {
        bytes -= Window.charge(entryLength);
    }

    static int origin(long message) {
        return (int) message & 0xffff;
    }

    static long sequence(long message) {
        return message >>> Short.SIZE;
    }

    private LinkLog log(long place) {
        return (place & 1) == 0 ? linkLog : store;
    }

    private int slot(long number) {
        return (int) number & places.length - 1;
    }
}
