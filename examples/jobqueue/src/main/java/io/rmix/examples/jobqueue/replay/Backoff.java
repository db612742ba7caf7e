package io.rmix.examples.jobqueue.replay;

import java.util.concurrent.TimeUnit;

/** Pauses that double: 10 ms at first, 500 ms at most. */
final class Backoff {
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(10);

    /** The longest pause, in nanoseconds. */
    static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);

    private long pause = FIRST;

    /** The next pause, in nanoseconds. */
    long next() {
        long now = pause;
        pause = Math.min(2 * pause, LONGEST);
        return now;
    }

    /** Begins again. */
    void reset() {
        pause = FIRST;
    }
}
