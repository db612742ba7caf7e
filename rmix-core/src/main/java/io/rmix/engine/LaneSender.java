package io.rmix.engine;

import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.Stub;
import io.rmix.spi.CallContext;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCall;
import io.rmix.spi.LaneFrame;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of a stub's lanes: buffers one-way calls, sends them in order within the server's credit, and settles each
 * one as executed or failed. When a lane breaks, what was sent is UNKNOWN, what was not is NOT_INVOKED, and later calls go on
 * a new incarnation of the lane, at which the server starts none of the old one's calls any more.
 *
 * <p>When the stub has moved to another endpoint, what was sent to the old one is settled first, then the rest goes over a lane to the new
 * one. Where nothing has been sent that is not settled, a lane that breaks fails nothing as long as there is another endpoint to try.
 */
final class LaneSender implements Stub.Lane {
    private static final int FRAME_BYTES = 128 << 10;

    private final Limits limits;
    private final LaneOutcomes outcomes;
    private final LaneOpener opener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final LaneQueue queue = new LaneQueue();
    private final LaneLinks links;
    private long submitted;
    private boolean sending;
    private boolean closed;

    LaneSender(Limits limits, LaneOutcomes outcomes, LaneOpener opener) {
        this.limits = limits;
        this.outcomes = outcomes;
        this.opener = opener;
        this.links = new LaneLinks(this, opener);
    }

    /** Queues a call; waits while the buffer is full, at most until the deadline. Returns its number. */
    long submit(LaneCall call, long deadlineNanos) {
        long cost = LaneLedger.cost(call);
        if (call.payload().size() > limits.messageBytes())
            throw opener.refusal(
                    call,
                    Code.TOO_LARGE,
                    "the call has " + call.payload().size() + " bytes, the limit is " + limits.messageBytes());
        LaneLink idle = null;
        long sequence;
        lock.lock();
        try {
            awaitRoom(call, cost, deadlineNanos);
            if (!queue.hasUnsettled()) idle = links.takeIdle();
            sequence = ++submitted;
            queue.add(call, sequence);
        } finally {
            lock.unlock();
        }
        if (idle != null) idle.finish();
        pump();
        return sequence;
    }

    private void awaitRoom(LaneCall call, long cost, long deadlineNanos) {
        while (!closed && queue.isFullFor(cost, limits)) {
            long left = deadlineNanos == CallContext.NO_DEADLINE ? Long.MAX_VALUE : deadlineNanos - System.nanoTime();
            if (left <= 0) throw opener.refusal(call, Code.BUSY, "the lane stayed full until the deadline");
            try {
                if (room.awaitNanos(Math.min(left, TimeUnit.HOURS.toNanos(1))) > 0) continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw opener.refusal(call, Code.CANCELLED, "interrupted while the lane was full");
            }
        }
        if (closed) throw opener.refusal(call, Code.CLOSED, "the stub is closed");
    }

    /** Sends what may be sent. One thread does at a time; what others add meanwhile goes into its next frame. */
    void pump() {
        while (true) {
            LaneFrame frame;
            LaneLink over;
            LaneLink left;
            boolean again;
            lock.lock();
            try {
                if (sending) return;
                // What was sent to the old endpoint is settled first.
                left = queue.hasSent() ? null : links.takeLeft();
                over = queue.hasUnsent() ? open() : null;
                again = over == null && queue.hasUnsent();
                frame = over == null || !over.isReady() || !opener.isAt(over.place())
                        ? null
                        : queue.next(
                                over,
                                Math.min(FRAME_BYTES, limits.messageBytes() / 2),
                                outcomes.isAwaited(queue.nextSequence()));
                sending = frame != null;
                if (sending) room.signalAll();
            } finally {
                lock.unlock();
            }
            if (left != null) left.finish();
            if (over != null && frame != null) {
                send(over, frame);
            } else if (!again) {
                outcomes.tell();
                return;
            }
        }
    }

    private void send(LaneLink over, LaneFrame frame) {
        try {
            over.send(frame);
        } catch (RuntimeException e) {
            over.abort();
            lost(over, Code.INTERNAL, "the lane cannot send: " + e, Outcome.UNKNOWN);
        } finally {
            lock.lock();
            try {
                sending = false;
            } finally {
                lock.unlock();
            }
        }
    }

    /** The lane to send on; null if its wire broke while it was opened, which has failed all calls or gone on to another endpoint. */
    private @Nullable LaneLink open() {
        LaneLink open = links.current();
        if (open != null) return open;
        Attachment place = opener.enter();
        if (place != null) return links.open(queue.nextSequence() - 1, place);
        drop(Code.CLOSED, "the stub is closed", Outcome.NOT_INVOKED);
        return null;
    }

    /** The server executed everything up to a number of the lane. */
    void acknowledged(LaneLink from, LaneAck ack) {
        boolean over = !ack.refusal().isEmpty();
        lock.lock();
        try {
            if (from != links.current()) return;
            from.credit(ack.credit());
            long settled = queue.settleUpTo(from.base() + ack.executed());
            outcomes.executed(settled);
            if (settled > 0) links.settled();
            if (over)
                lose(from, code(ack.refusal()), "the server ended the lane: " + ack.refusal(), Outcome.NOT_INVOKED);
            room.signalAll();
        } finally {
            lock.unlock();
        }
        outcomes.tell();
        if (over) from.abort();
        pump();
    }

    private static Code code(String refusal) {
        int colon = refusal.indexOf(':');
        String name = colon < 0 ? refusal : refusal.substring(0, colon);
        for (Code code : Code.values()) if (code.name().equals(name)) return code;
        return Code.INTERNAL;
    }

    /**
     * A lane has ended before its time.
     *
     * @param sent outcome of the calls that were sent and not acknowledged
     */
    void lost(LaneLink from, Code code, String reason, Outcome sent) {
        lock.lock();
        try {
            if (from != links.current()) return;
            lose(from, code, reason, sent);
        } finally {
            lock.unlock();
        }
        // A wire may break while it is opened, under the lock: pump goes on then.
        if (!lock.isHeldByCurrentThread()) pump();
    }

    /** With the lock held. */
    private void lose(LaneLink from, Code code, String reason, Outcome sent) {
        boolean untouched = sent == Outcome.NOT_INVOKED || !queue.hasSent();
        // Calls that were not invoked go over a lane to another endpoint.
        if (untouched && queue.hasUnsettled() && links.goOn(code, from)) queue.unsend();
        else drop(code, reason, sent);
        room.signalAll();
    }

    /** Fails all calls of the current lane, in order; those sent with the outcome given. */
    private void drop(Code code, String reason, Outcome sent) {
        LaneLink old = links.take();
        List<LaneQueue.Entry> lost = queue.clear();
        links.settled();
        if (lost.isEmpty()) return;
        outcomes.logLost(lost.get(0).sequence(), lost.get(lost.size() - 1).sequence(), reason);
        for (LaneQueue.Entry entry : lost) {
            Outcome outcome = entry.sent() ? sent : Outcome.NOT_INVOKED;
            outcomes.failed(
                    entry.sequence(),
                    old == null
                            ? opener.refusal(entry.call(), code, reason)
                            : opener.failure(old.place().endpoint(), entry.call(), code, outcome, reason));
        }
    }

    /** Takes no more calls. */
    void refuse() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for acknowledgements, at most until then. The wire is ended without the lock: one within this process takes the server's,
     * under which acknowledgements come here.
     */
    void close(long endNanos) {
        refuse();
        outcomes.awaitSettled(submitted(), endNanos);
        LaneLink last;
        boolean left;
        lock.lock();
        try {
            last = links.current();
            left = queue.hasUnsettled();
            if (left) drop(Code.CLOSED, "the stub was closed before the server acknowledged the call", Outcome.UNKNOWN);
            links.take();
        } finally {
            lock.unlock();
        }
        outcomes.tell();
        if (last == null) return;
        if (left) last.abort();
        else last.finish();
    }

    @Override
    public long submitted() {
        lock.lock();
        try {
            return submitted;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long settled() {
        return outcomes.settled();
    }

    @Override
    public CompletableFuture<Void> flush() {
        return outcomes.whenSettled(submitted());
    }
}
