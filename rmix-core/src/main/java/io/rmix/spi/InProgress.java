package io.rmix.spi;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what has begun and not ended, such as the requests of a port, for a close that lets it end. Any number of threads. */
public final class InProgress {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private int count;

    /** One more. */
    public void begin() {
        lock.lock();
        try {
            count++;
        } finally {
            lock.unlock();
        }
    }

    /** One less. */
    public void end() {
        lock.lock();
        try {
            if (--count == 0) none.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** One more from now on, until the task, to be run once by any thread, has ended. */
    public Runnable counted(Runnable task) {
        begin();
        return () -> {
            try {
                task.run();
            } finally {
                end();
            }
        };
    }

    /** Waits until there are none, at most so long, and returns whether that came about. An interrupt ends the waiting and is kept. */
    public boolean awaitNone(Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (count > 0 && left > 0) left = none.awaitNanos(left);
            return count == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
