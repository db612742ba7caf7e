package io.rmix.dvm.runtime;

import io.rmix.IoThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Who runs the protocol loop: one thread at a time. What comes in on a provider's {@link IoThread} is taken together once that thread has read all there is; there the
 * loop is at home, and what is submitted goes there too. Any other thread that brings something runs the loop itself, unless another one does, which then takes it along:
 * so a frame goes through a member without a hand-off. A visitor stays for {@link #BURSTS}; what is left then is for the home, or for the loop's own thread.
 */
final class Turns implements Runnable {
    private static final int BURSTS = 8;

    private final Work work;
    private final Parking parking = new Parking();
    private final AtomicBoolean running = new AtomicBoolean();
    /** Whether the home has been asked and has not begun yet. */
    private final AtomicBoolean asked = new AtomicBoolean();

    private volatile @Nullable IoThread home;
    private volatile boolean stopped;

    /** What there is to do. */
    interface Work {
        /** Whether there is any. Any thread. */
        boolean isThere();

        /** Does some; throws nothing. On one thread at a time. */
        void burst();
    }

    Turns(Work work) {
        this.work = work;
    }

    /** Something was brought by this thread. */
    void brought() {
        if (Thread.currentThread() instanceof IoThread here) {
            home = here;
            if (ask(here)) {
                return;
            }
        }
        visit();
    }

    /** There is something that need not be done on this thread. */
    void wanted() {
        IoThread there = home;
        if (there == null || !ask(there)) {
            visit();
        }
    }

    /** Nobody runs the loop any more, once what is under way is through. */
    void stop() {
        stopped = true;
        // On whatever thread this runs: the loop's own may sleep, since a visitor took this along.
        parking.wake();
    }

    boolean isStopped() {
        return stopped;
    }

    private boolean ask(IoThread there) {
        if (!asked.compareAndSet(false, true)) {
            return true;
        }
        try {
            there.later(this::visit);
            return true;
        } catch (RejectedExecutionException e) {
            home = null;
            asked.set(false);
            return false;
        }
    }

    /** Runs the loop as long as there is work and nobody else does. */
    void visit() {
        asked.set(false);
        for (int i = 0; i < BURSTS; i++) {
            if (!burstIfAny()) {
                return;
            }
        }
        if (isWork()) {
            parking.wake();
        }
    }

    /** The loop's own thread: goes on where visitors have left something, until the loop is stopped. */
    @Override
    public void run() {
        parking.owner(Thread.currentThread());
        while (!stopped) {
            if (!burstIfAny()) {
                parking.sleepUnless(() -> stopped || (isWork() && !running.get()));
            }
        }
    }

    /** Whoever runs looks for work once more after the run: what was brought meanwhile is never left behind. */
    private boolean burstIfAny() {
        if (!isWork() || !running.compareAndSet(false, true)) {
            return false;
        }
        try {
            if (!stopped) {
                work.burst();
            }
        } finally {
            running.set(false);
        }
        return true;
    }

    private boolean isWork() {
        return !stopped && work.isThere();
    }
}
