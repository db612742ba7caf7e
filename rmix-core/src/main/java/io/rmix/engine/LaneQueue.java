package io.rmix.engine;

import io.rmix.Limits;
import io.rmix.spi.LaneCall;
import io.rmix.spi.LaneFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lane's calls in order: first those sent and not acknowledged, then those not sent. Guarded by the sender's lock. */
final class LaneQueue {
    private final ArrayDeque<Entry> sent = new ArrayDeque<>();
    private final ArrayDeque<Entry> unsent = new ArrayDeque<>();
    private long sentBytes;
    private long unsentBytes;

    /**
     * A call.
     *
     * @param sequence in the stub's numbering
     * @param sent whether it has been given to the wire
     */
    record Entry(long sequence, LaneCall call, boolean sent) {}

    void add(LaneCall call, long sequence) {
        unsent.add(new Entry(sequence, call, false));
        unsentBytes += LaneLedger.cost(call);
    }

    boolean hasUnsent() {
        return !unsent.isEmpty();
    }

    boolean hasSent() {
        return !sent.isEmpty();
    }

    boolean hasUnsettled() {
        return !unsent.isEmpty() || !sent.isEmpty();
    }

    /** Sequence number of the next call to send. */
    long nextSequence() {
        return unsent.getFirst().sequence();
    }

    boolean isFullFor(long cost, Limits limits) {
        return unsent.size() >= limits.laneCalls() || (!unsent.isEmpty() && unsentBytes + cost > limits.laneBytes());
    }

    /**
     * Takes the next calls for the wire; null if the server's credit is used up. One call is always allowed.
     *
     * @param awaited whether somebody waits for their outcome
     */
    @Nullable LaneFrame next(LaneLink link, int frameBytes, boolean awaited) {
        List<LaneCall> calls = new ArrayList<>();
        long first = nextSequence() - link.base();
        long bytes = 0;
        for (Entry entry; (entry = unsent.peek()) != null; ) {
            long cost = LaneLedger.cost(entry.call());
            boolean alone = calls.isEmpty() && sent.isEmpty();
            if (!alone && sentBytes + cost > link.credit()) break;
            if (!calls.isEmpty() && bytes + cost > frameBytes) break;
            unsent.poll();
            unsentBytes -= cost;
            sentBytes += cost;
            bytes += cost;
            sent.add(new Entry(entry.sequence(), entry.call(), true));
            calls.add(link.addressed(entry.call()));
        }
        return calls.isEmpty() ? null : new LaneFrame(link.lane(), first, link.incarnation(), !awaited, calls);
    }

    /** Forgets what was executed. Returns the highest number settled, never more than was sent; 0 for none. */
    long settleUpTo(long sequence) {
        long last = 0;
        for (Entry entry; (entry = sent.peek()) != null && entry.sequence() <= sequence; ) {
            sent.poll();
            sentBytes -= LaneLedger.cost(entry.call());
            last = entry.sequence();
        }
        return last;
    }

    /** What was sent was not invoked, and is to be sent again elsewhere. */
    void unsend() {
        for (Entry entry; (entry = sent.pollLast()) != null; )
            unsent.addFirst(new Entry(entry.sequence(), entry.call(), false));
        unsentBytes += sentBytes;
        sentBytes = 0;
    }

    /** Forgets everything and returns it in order. */
    List<Entry> clear() {
        List<Entry> all = new ArrayList<>(sent);
        all.addAll(unsent);
        sent.clear();
        unsent.clear();
        sentBytes = 0;
        unsentBytes = 0;
        return all;
    }
}
