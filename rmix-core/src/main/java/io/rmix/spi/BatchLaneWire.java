package io.rmix.spi;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lane's wire over a protocol without streams: one frame in flight, exchanged for an acknowledgement by a blocking call. While
 * calls are unacknowledged and none waits to be sent, empty frames ask for how far the server is.
 */
public final class BatchLaneWire implements LaneWire {
    private final Exchange exchange;
    private final Executor threads;
    private final Listener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable LaneFrame last;
    private long acknowledged;
    private @Nullable LaneFrame waiting;
    private boolean inFlight;
    private boolean finishing;
    private boolean ended;

    /** One blocking exchange; the server answers when the frame's calls are executed, or earlier with how far it is. */
    @FunctionalInterface
    public interface Exchange {
        /** @throws InvocationException if it failed: whether the frame arrived is not known */
        LaneAck exchange(LaneFrame frame);
    }

    /** @param threads for the exchange to block; one at a time for this wire */
    public BatchLaneWire(Exchange exchange, Executor threads, Listener listener) {
        this.exchange = exchange;
        this.threads = threads;
        this.listener = listener;
    }

    @Override
    public boolean isReady() {
        lock.lock();
        try {
            return !inFlight && waiting == null && !ended && !finishing;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void send(LaneFrame frame) {
        lock.lock();
        try {
            if (ended) return;
            if (inFlight) {
                waiting = frame;
                return;
            }
            inFlight = true;
            if (!frame.calls().isEmpty()) last = frame;
        } finally {
            lock.unlock();
        }
        try {
            threads.execute(() -> run(frame));
        } catch (RejectedExecutionException e) {
            end();
            listener.broken(Code.BUSY, "no thread is free to send on the lane");
        }
    }

    private void run(LaneFrame frame) {
        LaneAck ack;
        try {
            ack = exchange.exchange(frame);
        } catch (InvocationException e) {
            boolean untouched = e.outcome() == Outcome.NOT_INVOKED && isNext(frame);
            if (!end()) return;
            if (untouched) listener.refused(e.code(), String.valueOf(e.getMessage()));
            else listener.broken(e.code(), String.valueOf(e.getMessage()));
            return;
        } catch (RuntimeException e) {
            if (end()) listener.broken(Code.INTERNAL, e.toString());
            return;
        }
        lock.lock();
        try {
            if (ended) return;
            inFlight = false;
            acknowledged = ack.executed();
        } finally {
            lock.unlock();
        }
        listener.acknowledged(ack);
        listener.ready();
        proceed();
    }

    /** Whether everything before the frame's calls is acknowledged. */
    private boolean isNext(LaneFrame frame) {
        lock.lock();
        try {
            return acknowledged >= frame.first() - 1 && !frame.calls().isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Sends what came while an exchange ran, or else asks again if calls are still unacknowledged. */
    private void proceed() {
        LaneFrame next = null;
        boolean finished = false;
        lock.lock();
        try {
            if (inFlight || ended || last == null) return;
            long end = last.first() + last.calls().size();
            if (waiting != null) {
                next = waiting;
                waiting = null;
            } else if (acknowledged < end - 1)
                next = new LaneFrame(last.lane(), end, last.incarnation(), false, List.of());
            else {
                finished = finishing;
            }
            if (finished) ended = true;
        } finally {
            lock.unlock();
        }
        if (next != null) send(next);
        if (finished) listener.finished();
    }

    private boolean end() {
        lock.lock();
        try {
            boolean first = !ended;
            ended = true;
            inFlight = false;
            return first;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void finish() {
        boolean finished;
        lock.lock();
        try {
            finishing = true;
            finished = last == null && !ended;
            if (finished) ended = true;
        } finally {
            lock.unlock();
        }
        if (finished) listener.finished();
        else proceed();
    }

    @Override
    public void abort() {
        end();
    }
}
