package io.rmix.engine;

import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCall;
import io.rmix.spi.LaneFrame;
import java.util.ArrayDeque;

/** What a lane's inbox has received, executed and acknowledged, within its credit. Guarded by the inbox's lock. */
final class LaneLedger {
    /** What a client may send before the first acknowledgement tells it the credit. */
    static final long INITIAL_CREDIT = 64 << 10;

    /** Counted for each call beside its payload, so that credit bounds their number too. */
    private static final int CALL_OVERHEAD = 64;

    private final long credit;
    private final ArrayDeque<LaneCall> waiting = new ArrayDeque<>();
    private long bytes;
    private long received;
    private long executed;
    private long told;
    /** Last call whose acknowledgement the client waits for. */
    private long awaited;
    /** What the client was told last of its own accord, and the bytes freed since. */
    private long acknowledged;

    private long freedSince;
    private String refusal = "";
    private final ArrayDeque<Open> open = new ArrayDeque<>();

    /** A call whose answer comes later, and what was executed after it, which counts once it is answered. */
    static final class Open {
        private boolean answered;
        private long calls = 1;
        private long bytes;

        private Open(long bytes) {
            this.bytes = bytes;
        }
    }

    LaneLedger(long credit) {
        this.credit = credit;
    }

    /** What a call takes of the credit, in bytes. */
    static long cost(LaneCall call) {
        return call.payload().size() + (long) CALL_OVERHEAD;
    }

    /** @throws IllegalStateException if the client broke the rules of numbering or credit */
    void receive(LaneFrame frame) {
        if (frame.first() != received + 1)
            throw new IllegalStateException("expected call " + (received + 1) + " of the lane, not " + frame.first());
        for (LaneCall call : frame.calls()) {
            if (bytes > Math.max(credit, INITIAL_CREDIT))
                throw new IllegalStateException("the lane sent more than its credit of " + credit + " bytes");
            bytes += cost(call);
            received++;
            waiting.add(call);
        }
        if (!frame.later()) awaited = received;
    }

    boolean nothingWaits() {
        return waiting.isEmpty();
    }

    /** Moves the next calls to be executed, so many at most. */
    void takeInto(ArrayDeque<LaneCall> burst, int most) {
        while (burst.size() < most && !waiting.isEmpty()) burst.add(waiting.poll());
    }

    void executed(long calls, long freed) {
        Open last = open.peekLast();
        if (last == null) count(calls, freed);
        else {
            last.calls += calls;
            last.bytes += freed;
        }
    }

    private void count(long calls, long freed) {
        executed += calls;
        bytes -= freed;
        freedSince += freed;
    }

    /** The next call goes on; its answer is told with what this returns. */
    Open goesOn(long bytes) {
        Open entry = new Open(bytes);
        open.add(entry);
        return entry;
    }

    /** Returns whether more has been executed by it. */
    boolean answered(Open call) {
        call.answered = true;
        boolean more = false;
        for (Open first; (first = open.peek()) != null && first.answered; more = true) {
            open.poll();
            count(first.calls, first.bytes);
        }
        return more;
    }

    boolean hasOpen() {
        return !open.isEmpty();
    }

    boolean hasExecuted(long sequence) {
        return executed >= sequence;
    }

    /** What waits is never executed, and not kept. */
    void refuse(String reason) {
        refusal = reason;
        waiting.clear();
    }

    /** Whether no more calls are to start. */
    boolean isRefused() {
        return !refusal.isEmpty();
    }

    /** Whether it is refused and nothing goes on: the client may take what is not executed for not invoked. */
    boolean isOver() {
        return isRefused() && !hasOpen();
    }

    /** Whether the client waits for its acknowledgement, or might soon for its credit. */
    boolean isAwaited() {
        return acknowledged < awaited || freedSince >= INITIAL_CREDIT / 4 || isRefused();
    }

    /** Whether more was executed than the last acknowledgement says. */
    boolean isUntold() {
        return acknowledged < executed;
    }

    LaneAck ack() {
        acknowledged = executed;
        freedSince = 0;
        return new LaneAck(executed, credit, hasOpen() ? "" : refusal);
    }

    /** The acknowledgement, which the client has fetched. */
    LaneAck tell() {
        told = executed;
        return ack();
    }

    boolean isTold() {
        return told >= executed;
    }
}
