package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.Cut;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.Order;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.link.LinkLog;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Broadcast with fixed membership: originates, takes and forwards, counts, delivers, and releases what nobody needs any more. After LCR (Guerraoui, Levy, Pochon, Quema,
 * TOCS 2010), with counters in place of vector clocks and acknowledgements; docs/PROTOCOL.md has the rules one by one.
 */
public final class SteadyState {
    private final int self;
    private final int size;
    private final int queueBytes;
    private final int maxFrame;
    private final LinkLog link;
    private final LinkLog store;
    private final OriginQueue[] origins;
    private final Counters counters;
    private final Hearsay hearsay;
    private final CounterFlow counterFlow;
    private final LamportClock clock;
    private final Window window;
    private final DeliveryQueue deliveries;
    private final Deliverer deliverer;
    private final Reception reception;
    private final Retained retained;
    private final Release release;
    /** Bytes delivered in earlier views that the application is not through with. */
    private long older;

    /**
     * The beginning of a view: everything at zero.
     *
     * @param before number of the last delivery of the view before
     */
    public SteadyState(
            SharedConfiguration shared, LocalConfiguration local, View view, int self, Rules rules, long before) {
        this.self = self;
        this.size = view.size();
        this.queueBytes = local.deliveryQueueBytes();
        this.maxFrame = shared.maxFrameBytes();
        Logs logs = Logs.of(shared, local, size);
        this.link = logs.link();
        this.store = logs.store();
        this.origins = new OriginQueue[size];
        int successor = view.successor(self);
        for (int i = 0; i < size; i++) {
            origins[i] = new OriginQueue(i == successor && size > 1 ? store : link);
        }
        this.counters = new Counters(size, self, rules.stableAtStart(view.number()));
        this.hearsay = new Hearsay(size, self, rules, counters);
        int spare = shared.windowBytes() - Window.charge(Entry.HEADER + shared.maxMessageBytes());
        this.counterFlow = new CounterFlow(counters, hearsay, link, spare, size);
        this.clock = new LamportClock(rules);
        // A view of one has no link on which own messages could keep others out.
        this.window = new Window(shared.windowBytes(), size == 1 ? Integer.MAX_VALUE : maxFrame);
        this.deliveries = new DeliveryQueue(link, store, logs.slots(), before);
        this.deliverer = new Deliverer(view, self, rules, counters, hearsay, origins, deliveries);
        EntryCheck check = new EntryCheck(shared.maxMessageBytes(), self, size, counters, origins);
        this.retained = new Retained(origins, counters, deliverer, check);
        this.release = new Release(link, store, origins, counters);
        this.reception = new Reception(
                self, link, origins, counters, hearsay, counterFlow, clock, deliverer, check, window, release);
    }

    /** The log that goes to the successor. */
    public LinkLog link() {
        return link;
    }

    /** All logs of this member. */
    public List<LinkLog> logs() {
        return List.of(link, store);
    }

    /** The messages kept, for the end of the view. */
    public Retained retained() {
        return retained;
    }

    /** Deliveries that wait for the application. */
    public DeliveryQueue deliveries() {
        return deliveries;
    }

    /** Rule 1: originates a message, or answers 0 if there is no room. */
    public long originate(Order order, long time, byte[] payload, int from, int length) {
        int entry = Entry.HEADER + length;
        counterFlow.beforeMessage();
        if (older >= queueBytes || link.free() < entry + 2L * Entry.countersLength(size)) {
            window.want(entry);
            return 0;
        }
        if (!window.take(entry)) {
            return 0;
        }
        int kind = order == Order.ATOMIC ? Entry.ATOMIC : Entry.RELIABLE;
        long sequence = counters.received(self) + 1;
        long number = clock.next();
        long position = link.append(kind, self, sequence, number, time, payload, from, length);
        origins[self].add(position, entry, kind, number);
        counters.originated();
        if (size == 1) {
            window.done(entry);
        }
        deliverer.originated(kind, sequence);
        return sequence;
    }

    /** So many bytes of earlier views still wait for the application: they count as if they waited here. */
    public void olderDeliveries(long bytes) {
        older = bytes;
    }

    /** Whether a frame can be taken now. After a pause the queue must have drained by half, so that not every message starts and stops the ring. */
    public boolean takesFrames(boolean paused) {
        long room = 3L * maxFrame + 2L * Entry.countersLength(size);
        return older + deliveries.bytes() < (paused ? queueBytes / 2 + 1 : queueBytes)
                && link.free() >= room
                && store.free() >= room;
    }

    /**
     * Rules 2 and 3: takes the entries of a frame, in order. Delivers what follows from them, so that the next frame of the burst finds the delivery queue as full as it is.
     *
     * @param entries from index 0 to the limit, little endian
     * @param from index of the first entry to be taken
     * @return index after the last entry taken: the limit, unless an entry is wrong ({@link #wrong})
     */
    public int take(ByteBuffer entries, int from) {
        return reception.take(entries, from);
    }

    /** Bytes of counter entries among what {@link #take} took last. */
    public int countersTaken() {
        return reception.countersTaken();
    }

    /**
     * Takes messages that were fetched at the end of the view, as far as there is room: the application makes room, and what was not taken is fetched again.
     * Of an origin up to two windows may be here then that are not done here, for counters are not fetched.
     *
     * @return the empty string, or what is wrong with the first that was not taken
     */
    public String fetched(ByteBuffer entries, Cut wanted) {
        return retained.fetched(entries, wanted, reception::takeFetched);
    }

    /** Ends the view: delivers what is left up to the cut. */
    public void finish(Cut cut) {
        retained.finish(cut);
    }

    /** What is wrong with the entry that {@link #take} stopped at. */
    public String wrong(ByteBuffer entries, int at) {
        return reception.wrong(entries, at);
    }

    /** Rule 4: delivers what can be delivered. */
    public void deliver() {
        deliverer.deliver();
    }

    /**
     * The successor says what it knows.
     *
     * @return the empty string, or what is wrong with it
     */
    public String told(Control.Known word) {
        return hearsay.told(word);
    }

    /** Uses what the successor said, if what it is about is here. */
    public void hear() {
        hearsay.take();
    }

    /** What the predecessor is to be told, once; null if there is nothing. */
    public Control.@Nullable Known word() {
        return hearsay.word();
    }

    /**
     * Ends a burst: counters go into the log, once.
     *
     * @param idle whether the link has little to send, and sends at once what goes into the log
     */
    public void passCounters(boolean idle) {
        if (size > 1) {
            counterFlow.pass(idle);
        }
    }

    /** Frames were cut up to here, with so many bytes of own messages that had not been sent before. */
    public void sent(long sentEnd, int ownBytes) {
        counterFlow.sent(sentEnd);
        window.sent(ownBytes);
    }

    /** The application is through with deliveries up to a number. */
    public void consumed(long through) {
        while (deliveries.consumed() < through) {
            long message = deliveries.consumeNext();
            int origin = DeliveryQueue.origin(message);
            long sequence = DeliveryQueue.sequence(message);
            int length = origins[origin].length(sequence);
            origins[origin].consumed(sequence);
            deliveries.gone(length);
            if (origin == self) {
                window.delivered(length);
            }
        }
    }

    /**
     * Releases what is done and consumed, and counter entries that the successor has.
     *
     * @param acknowledged end of what the successor has
     * @return end of what it must have, since everybody has it
     */
    public long release(long acknowledged) {
        return release.all(acknowledged);
    }

    /** Whether room was asked for in vain and is there now; tells so once. */
    public boolean windowOpened() {
        return window.opened();
    }

    /** Own messages that are delivered, and those that are not. */
    public Deliverer deliverer() {
        return deliverer;
    }

    /** Last sequence number received of an origin; of ourselves: originated. */
    public long received(int origin) {
        return counters.received(origin);
    }

    /** Last sequence number of an origin that is stable here. */
    public long stable(int origin) {
        return counters.stable(origin);
    }

    /** Last sequence number of an origin that is known to be stable, from the ring's counters or what others said. */
    public long knownStable(int origin) {
        return hearsay.stable(origin);
    }

    /** Last sequence number of an origin that is done here. */
    public long done(int origin) {
        return counters.done(origin);
    }

    /** Whether a frame is sure to come, which says that something kept here is stable. */
    public boolean awaitsStable() {
        return hearsay.awaitsStable();
    }

    /** Bytes of own messages that are not done. */
    public long notDoneBytes() {
        return window.notDone();
    }

    /** Bytes of own messages that the application is not through with. */
    public long notDeliveredBytes() {
        return window.notDelivered();
    }

    /** Bytes kept in both logs. */
    public long retainedBytes() {
        return link.end() - link.tail() + store.end() - store.tail();
    }
}
