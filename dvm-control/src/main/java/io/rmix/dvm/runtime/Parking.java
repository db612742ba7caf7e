package io.rmix.dvm.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Lets one thread sleep while there is nothing to do, and wakes it at most once for each sleep. */
final class Parking {
    private final AtomicBoolean asleep = new AtomicBoolean();
    private volatile @Nullable Thread sleeper;

    /** The one thread that sleeps here. */
    void owner(Thread thread) {
        sleeper = thread;
    }

    /** Sleeps until woken, but not if there is something to do: looked at again after everybody can see that this thread sleeps. */
    void sleepUnless(BooleanSupplier work) {
        asleep.set(true);
        if (work.getAsBoolean()) {
            asleep.set(false);
            return;
        }
        while (asleep.get()) {
            LockSupport.park(this);
        }
    }

    /** To be called after there is something to do. */
    void wake() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(sleeper);
        }
    }
}
