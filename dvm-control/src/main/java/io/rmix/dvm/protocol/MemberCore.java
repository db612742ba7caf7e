package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.Order;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.steady.DeliveryQueue;
import java.util.List;

/**
 * One member of one view: events in, effects out. Feed it with {@link #submit} and {@link #handle} as many times as there is something to feed (a
 * <em>burst</em>), then call {@link #effects} once and execute what it returns, in that order; counters are written and frames cut once for each burst.
 *
 * <p><b>Threads.</b> All methods on one thread, the member's protocol thread. The exception is {@link #deliveries()}, whose {@link
 * DeliveryQueue#read} belongs to one delivery thread.
 *
 * <p><b>Link.</b> {@link Event.LinkUp} grants frames, each {@link Effect.SendFrame} uses one up, {@link Event.LinkReady} grants more. The core asks
 * the successor for its position after each LinkUp.
 *
 * <p><b>Submissions.</b> {@link #submit} answers at once. What it does not take waits outside, in the caller's order, for {@link
 * Effect.WindowOpened}, or ends NOT_INVOKED with {@link Effect.ViewEnded}.
 */
public final class MemberCore {
    /** Answer of {@link #submit}: no room now; try again after {@link Effect.WindowOpened}. */
    public static final long NO_ROOM = 0;

    /** Answer of {@link #submit}: the view has ended, the message was never originated. */
    public static final long ENDED = -1;

    /**
     * A member of an installed view.
     *
     * @param shared what the members agree on
     * @param local what this one decides
     * @param view the view
     * @param self ring index of this member
     * @param now the time on the clock of {@link Event.Tick}, in nanoseconds
     */
    public MemberCore(SharedConfiguration shared, LocalConfiguration local, View view, int self, long now) {
        throw new UnsupportedOperationException("skeleton");
    }

    /**
     * Broadcasts a message if there is room. Copies the payload.
     *
     * @param order atomic or reliable
     * @param time the originator's clock, handed to every member; the core does not read it
     * @param payload array that holds the payload
     * @param offset of its first byte
     * @param length of it in bytes, 0 to {@link SharedConfiguration#maxMessageBytes()}
     * @return its sequence number, 1 or more; or {@link #NO_ROOM}, or {@link #ENDED}
     * @throws IllegalArgumentException if the message is larger than configured
     */
    public long submit(Order order, long time, byte[] payload, int offset, int length) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Takes in one event. What follows from it is told by {@link #effects}. */
    public void handle(Event event) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Ends the burst: what is to be done now, to be executed in this order. The list is reused by the next call. */
    public List<Effect> effects() {
        throw new UnsupportedOperationException("skeleton");
    }

    /**
     * Whether a frame would be taken now. A runtime may hold frames back while not, and look again after {@link Event.Consumed}; a frame
     * handed over all the same is dropped and pulled later.
     */
    public boolean takesFrames() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Where the delivery thread reads. */
    public DeliveryQueue deliveries() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** What this member writes on all it sends to another. */
    public Identity identityTo(int target) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** What this member expects on all that another sends. */
    public Identity identityFrom(int source) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Figures for status and metrics. On the protocol thread. */
    public CoreStatus status() {
        throw new UnsupportedOperationException("skeleton");
    }
}
