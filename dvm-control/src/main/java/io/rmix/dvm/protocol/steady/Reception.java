package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.Invariant;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.link.LinkLog;
import java.nio.ByteBuffer;

/** Takes what others broadcast: keeps their messages, counts them, and learns from the counters that come along what is stable and done. */
final class Reception {
    private final int self;
    private final LinkLog link;
    private final OriginQueue[] origins;
    private final Counters counters;
    private final Hearsay hearsay;
    private final CounterFlow counterFlow;
    private final LamportClock clock;
    private final Deliverer deliverer;
    private final EntryCheck check;
    private final Window window;
    private final Release release;
    private int countersTaken;

    /** @param link the log that goes to the successor */
    Reception(
            int self,
            LinkLog link,
            OriginQueue[] origins,
            Counters counters,
            Hearsay hearsay,
            CounterFlow counterFlow,
            LamportClock clock,
            Deliverer deliverer,
            EntryCheck check,
            Window window,
            Release release) {
        this.self = self;
        this.link = link;
        this.origins = origins;
        this.counters = counters;
        this.hearsay = hearsay;
        this.counterFlow = counterFlow;
        this.clock = clock;
        this.deliverer = deliverer;
        this.check = check;
        this.window = window;
        this.release = release;
    }

    /** As {@link SteadyState#take}. */
    int take(ByteBuffer entries, int from) {
        countersTaken = 0;
        int at = from;
        int limit = entries.limit();
        while (at < limit) {
            int length = check.entry(entries, at);
            if (length < 0) {
                break;
            }
            if (entries.get(at + 4) == Entry.COUNTERS) {
                takeCounters(entries, at);
                countersTaken += length;
            } else {
                takeMessage(entries, at, length);
            }
            at += length;
        }
        deliverer.deliver();
        return at;
    }

    /** As {@link SteadyState#countersTaken}. */
    int countersTaken() {
        return countersTaken;
    }

    /** As {@link SteadyState#wrong}. */
    String wrong(ByteBuffer entries, int at) {
        return check.wrong(entries, at);
    }

    /** As any message, but it has not come round the ring: that it is here says nothing about others. */
    void takeFetched(ByteBuffer entries, int at, int length) {
        int origin = Short.toUnsignedInt(entries.getShort(at + 6));
        counters.fetchedFrom(origin);
        keep(entries, at, length, entries.get(at + 4), origin, entries.getLong(at + 16));
    }

    private void takeMessage(ByteBuffer entries, int at, int length) {
        int kind = entries.get(at + 4);
        int origin = Short.toUnsignedInt(entries.getShort(at + 6));
        long sequence = entries.getLong(at + 8);
        long number = entries.getLong(at + 16);
        clock.received(number);
        if (origins[origin].log() == link) {
            counterFlow.beforeMessage();
        }
        counters.receivedFrom(origin);
        long position = keep(entries, at, length, kind, origin, number);
        deliverer.received(kind, origin, position, length);
        Invariant.check(
                counters.received(origin) == sequence, "no message is skipped", sequence, counters.received(origin));
    }

    private long keep(ByteBuffer entries, int at, int length, int kind, int origin, long number) {
        long position = origins[origin].log().append(entries, at, length);
        origins[origin].add(position, length, kind, number);
        return position;
    }

    private void takeCounters(ByteBuffer entries, int at) {
        int pairs = Short.toUnsignedInt(entries.getShort(at + 6));
        for (int i = 0; i < pairs; i++) {
            int pair = at + Entry.COUNTERS_HEADER + Entry.PAIR * i;
            int origin = Short.toUnsignedInt(entries.getShort(pair));
            boolean told = entries.getShort(pair + 2) == Entry.TOLD;
            boolean waits = told && hearsay.isUsed() && hearsay.comesFromBehind(origin);
            long stableBefore = counters.stable(origin);
            long doneBefore = counters.done(origin);
            counters.grow(origin, entries.getInt(pair + 4), entries.getInt(pair + 8), told, waits);
            if (waits) {
                counterFlow.waits(origins[origin], stableBefore, counters.stable(origin));
            }
            if (counters.done(origin) > doneBefore) {
                release.becameDone(origin);
                counterFlow.waits(origins[origin], doneBefore, counters.done(origin));
            }
            if (origin == self) {
                closeDone(doneBefore);
            }
        }
    }

    /** Own messages became done: the window opens by their bytes. */
    private void closeDone(long before) {
        for (long sequence = before + 1; sequence <= counters.done(self); sequence++) {
            window.done(origins[self].length(sequence));
        }
    }
}
