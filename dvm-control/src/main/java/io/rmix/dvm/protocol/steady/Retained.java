package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.Cut;
import io.rmix.dvm.Invariant;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.link.LinkLog;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages that a member keeps, at the end of a view: what it has, copies for those that lack some, what it lacks itself, and the delivery of
 * what is left. All that any member of the view may lack is kept by those that have it, for it is not done.
 */
public final class Retained {
    private final OriginQueue[] origins;
    private final Counters counters;
    private final Deliverer deliverer;
    private final EntryCheck check;

    Retained(OriginQueue[] origins, Counters counters, Deliverer deliverer, EntryCheck check) {
        this.origins = origins;
        this.counters = counters;
        this.deliverer = deliverer;
        this.check = check;
    }

    /** Last sequence number received of each origin. */
    public Cut received() {
        List<Long> received = new ArrayList<>(origins.length);
        for (int i = 0; i < origins.length; i++) {
            received.add(counters.received(i));
        }
        return new Cut(received);
    }

    /** Last sequence number received of an origin. */
    public long received(int origin) {
        return counters.received(origin);
    }

    /**
     * Copies messages of an origin, one entry after another.
     *
     * @param after the last that is not wanted
     * @param through the last that is wanted
     * @param most bytes, but for the first entry
     * @return nothing if what is wanted first is not here
     */
    public ByteBuffer copy(int origin, long after, long through, int most) {
        OriginQueue messages = origins[origin];
        long last = Math.min(through, counters.received(origin));
        if (after < messages.first() - 1 || after >= last) {
            return ByteBuffer.allocate(0);
        }
        int bytes = messages.length(after + 1);
        long end = after + 1;
        while (end < last && bytes + messages.length(end + 1) <= most) {
            bytes += messages.length(++end);
        }
        ByteBuffer copy = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        LinkLog log = messages.log();
        for (long sequence = after + 1; sequence <= end; sequence++) {
            copy.put(log.bytes(), log.offset(messages.position(sequence)), messages.length(sequence));
        }
        return copy.flip();
    }

    /**
     * Takes messages that were fetched, as far as there is room; those that are here already are passed over.
     *
     * @param entries from position to limit
     * @param wanted up to where; what is beyond is passed over too
     * @return the empty string, or what is wrong with the first that was not taken
     */
    public String fetched(ByteBuffer entries, Cut wanted, Taker taker) {
        ByteBuffer in = entries.slice().order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (at < in.limit()) {
            int have = unwanted(in, at, wanted);
            if (have == 0) {
                have = check.entry(in, at);
                if (have < 0 || in.get(at + 4) == Entry.COUNTERS) {
                    return check.wrong(in, at);
                }
                if (origins[Short.toUnsignedInt(in.getShort(at + 6))].log().free() < have) {
                    return "";
                }
                taker.take(in, at, have);
            }
            at += have;
        }
        return "";
    }

    /** Keeps one message of a checked entry. */
    interface Taker {
        void take(ByteBuffer entries, int at, int length);
    }

    /** Length of an entry that is here already, or beyond what is wanted; else 0. */
    private int unwanted(ByteBuffer in, int at, Cut wanted) {
        if (in.limit() - at < Entry.HEADER) {
            return 0;
        }
        int length = in.getInt(at);
        int origin = Short.toUnsignedInt(in.getShort(at + 6));
        boolean whole = length >= Entry.HEADER && length <= in.limit() - at && in.get(at + 4) != Entry.COUNTERS;
        if (!whole || origin >= origins.length) {
            return 0;
        }
        long sequence = in.getLong(at + 8);
        return sequence <= counters.received(origin) || sequence > wanted.last().get(origin) ? length : 0;
    }

    /**
     * Delivers all that is left up to the cut, in order. What is here beyond it never existed: it was fetched for a proposal that was not decided.
     */
    void finish(Cut cut) {
        for (int i = 0; i < origins.length; i++) {
            long last = cut.last().get(i);
            Invariant.check(counters.received(i) >= last, "a view ends at its cut", counters.received(i), last);
        }
        deliverer.finish(cut);
    }
}
