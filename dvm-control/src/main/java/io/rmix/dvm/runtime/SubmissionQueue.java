package io.rmix.dvm.runtime;

import io.rmix.InvocationException.Code;
import io.rmix.dvm.Outcome;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Messages that wait to be originated, in the order in which they were submitted, bounded in bytes: submitters wait for room.
 *
 * <p><b>Threads.</b> {@link #offer} by any number of threads, {@link #drain} and {@link #originated} by the protocol loop.
 */
final class SubmissionQueue {
    private final int maxBytes;
    private final int frameBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<Submission> queue = new ArrayDeque<>();
    /** Bytes in the queue and in what was drained and not yet originated. */
    private long bytes;

    private int count;
    private int waiting;
    private volatile boolean some;
    private volatile boolean frameful;
    private String closed = "";

    /**
     * An empty queue.
     *
     * @param maxBytes most that may wait
     * @param frameBytes what fills a frame
     */
    SubmissionQueue(int maxBytes, int frameBytes) {
        this.maxBytes = maxBytes;
        this.frameBytes = frameBytes;
    }

    /**
     * Adds a message; waits for room. One message is always let in.
     *
     * @param patience nanoseconds
     * @throws SubmissionException NOT_INVOKED, if it was refused
     */
    void offer(Submission submission, long patience) {
        lock.lock();
        try {
            if (!awaitRoom(submission.cost(), patience)) {
                throw refused(
                        Code.BUSY,
                        bytes + " bytes wait to be broadcast, the bound is " + maxBytes
                                + " (submissionBytes), and there was no room in time");
            }
            if (!closed.isEmpty()) {
                throw refused(Code.CLOSED, closed);
            }
            queue.add(submission);
            some = true;
            bytes += submission.cost();
            frameful = bytes >= frameBytes;
            count++;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitRoom(int cost, long patience) {
        long left = patience;
        while (closed.isEmpty() && bytes > 0 && bytes + cost > maxBytes) {
            if (left <= 0) {
                return false;
            }
            waiting++;
            try {
                left = room.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw refused(Code.CANCELLED, "interrupted while it waited for room");
            } finally {
                waiting--;
            }
        }
        return true;
    }

    private static SubmissionException refused(Code code, String why) {
        return new SubmissionException(code, Outcome.NOT_INVOKED, why);
    }

    /** Moves what waits to another queue. */
    void drain(ArrayDeque<Submission> into) {
        lock.lock();
        try {
            into.addAll(queue);
            queue.clear();
            some = false;
            frameful = false;
        } finally {
            lock.unlock();
        }
    }

    /** So many messages of that cost wait no more. */
    void originated(int messages, long cost) {
        lock.lock();
        try {
            bytes -= cost;
            count -= messages;
            if (waiting > 0) {
                room.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is something to drain. */
    boolean hasSome() {
        return some;
    }

    /** Whether what there is to drain fills a frame. */
    boolean fillFrame() {
        return frameful;
    }

    /** Messages that wait. */
    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses all later messages for that reason; the first reason stands. */
    void close(String why) {
        lock.lock();
        try {
            if (closed.isEmpty()) {
                closed = why;
            }
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
