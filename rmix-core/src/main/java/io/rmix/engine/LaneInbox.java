package io.rmix.engine;

import io.rmix.Limits;
import io.rmix.spi.Acceptor;
import io.rmix.spi.Dispatcher.AckSink;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCall;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.Peer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of a lane: executes its calls one after another on the servant pool and acknowledges what was executed,
 * once for each burst. Holds no more than the credit it gives.
 */
final class LaneInbox {
    /** How late the acknowledgement of calls is for which the client does not wait. */
    private static final long LATER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Threads threads;
    private final Acceptor acceptor;
    private final long incarnation;
    private final LaneExecution execution;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final LaneLedger ledger;
    private final LaneLife life;
    private long lastUsed = System.nanoTime();

    LaneInbox(
            Limits limits,
            Threads threads,
            Acceptor acceptor,
            Peer peer,
            long incarnation,
            Function<String, @Nullable Served> services,
            @Nullable AckSink sink) {
        this.ledger = new LaneLedger(limits.laneBytes());
        this.life = new LaneLife(ledger, sink);
        this.threads = threads;
        this.acceptor = acceptor;
        this.incarnation = incarnation;
        this.execution = new LaneExecution(this, threads, acceptor.address(), peer, services);
    }

    /** Whether it came on a stream and was retired. */
    boolean isOver() {
        lock.lock();
        try {
            return life.isOver();
        } finally {
            lock.unlock();
        }
    }

    boolean isAt(Acceptor other) {
        return acceptor == other;
    }

    /** Which of the lane's this is. */
    long incarnation() {
        return incarnation;
    }

    /** None of the other lane's waiting calls starts any more; this one starts when its running call has ended. */
    void startAfter(LaneInbox before) {
        before.lock.lock();
        try {
            before.supersede();
            if (before.life.delays(this)) life.hold();
        } finally {
            before.lock.unlock();
        }
    }

    /** Nothing of it starts any more. */
    void supersede() {
        lock.lock();
        try {
            refuse(LaneInboxes.REPLACED);
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held. */
    private void refuse(String reason) {
        ledger.refuse(reason);
        progress.signalAll();
    }

    private void release() {
        boolean start;
        LaneInbox next;
        lock.lock();
        try {
            life.release();
            progress.signalAll();
            start = life.begin();
            endIfDone();
            next = life.takeSuccessor();
        } finally {
            lock.unlock();
        }
        if (start) threads.servants().execute(execution::drain);
        if (next != null) next.release();
    }

    /**
     * Takes a frame.
     *
     * @throws IllegalStateException if the client broke the rules of numbering or credit
     */
    void accept(LaneFrame frame) {
        boolean start;
        lock.lock();
        try {
            lastUsed = System.nanoTime();
            if (life.isRetiring() || ledger.isRefused()) return;
            ledger.receive(frame);
            start = life.begin();
        } finally {
            lock.unlock();
        }
        if (start) threads.servants().execute(execution::drain);
    }

    /** Gives the next calls to be executed; false if there are none, and then nobody executes any more. */
    boolean takeInto(ArrayDeque<LaneCall> burst, int most) {
        LaneInbox next;
        lock.lock();
        try {
            ledger.takeInto(burst, most);
            if (!burst.isEmpty()) return true;
            life.pause();
            progress.signalAll();
            endIfDone();
            next = life.takeSuccessor();
        } finally {
            lock.unlock();
        }
        if (next != null) next.release();
        return false;
    }

    /** So many more calls, and their bytes, were executed; empty, or why the lane ends before the next. */
    void executed(long calls, long bytes, String refused) {
        if (calls == 0 && refused.isEmpty()) return;
        lock.lock();
        try {
            ledger.executed(calls, bytes);
            if (!refused.isEmpty() && !ledger.isRefused()) refuse(refused);
            acknowledge();
        } finally {
            lock.unlock();
        }
    }

    /** The next call's method has returned and its answer comes later, to be told with what this returns. */
    LaneLedger.Open goesOn(long bytes) {
        lock.lock();
        try {
            return ledger.goesOn(bytes);
        } finally {
            lock.unlock();
        }
    }

    void answered(LaneLedger.Open call) {
        lock.lock();
        try {
            if (ledger.answered(call)) acknowledge();
            endIfDone();
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held. */
    private void acknowledge() {
        lastUsed = System.nanoTime();
        progress.signalAll();
        if (!life.acknowledge()) return;
        try {
            threads.timer().schedule(this::acknowledgeAtLast, LATER_NANOS, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            life.acknowledgeAtLast();
        }
    }

    private void acknowledgeAtLast() {
        lock.lock();
        try {
            life.acknowledgeAtLast();
        } finally {
            lock.unlock();
        }
    }

    boolean isRefused() {
        lock.lock();
        try {
            return ledger.isRefused();
        } finally {
            lock.unlock();
        }
    }

    void finish() {
        lock.lock();
        try {
            life.finish();
            endIfDone();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more calls; when those received have been executed, the client is told that no other was. */
    void retire() {
        lock.lock();
        try {
            life.retire();
            endIfDone();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held. */
    private void endIfDone() {
        if (life.endIfDone()) progress.signalAll();
    }

    /** The stream is gone: what was received is still executed. */
    void broken() {
        lock.lock();
        try {
            life.broken();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the call is executed, the lane refused, or the time has passed; on a server that closes until it is refused. */
    LaneAck await(long sequence, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!ledger.hasExecuted(sequence) && !ledger.isOver() && (left > 0 || life.isRetiring())) {
                if (life.isRetiring()) progress.await();
                else left = progress.awaitNanos(left);
            }
            progress.signalAll();
            return ledger.tell();
        } finally {
            lock.unlock();
        }
    }

    /** After {@link #retire}: waits, at most until then, for what was received to be executed. */
    void awaitExecuted(long endNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = endNanos - System.nanoTime();
            while (life.isExecuting() && left > 0) left = progress.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }

    /** After that: waits, at most until then, for the client to fetch the acknowledgement. */
    void awaitTold(long endNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = endNanos - System.nanoTime();
            while (!life.isTold() && left > 0) left = progress.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }

    long idleNanos() {
        lock.lock();
        try {
            return life.isBusy() ? 0 : System.nanoTime() - lastUsed;
        } finally {
            lock.unlock();
        }
    }
}
