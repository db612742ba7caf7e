package io.rmix.grpc;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How an event loop waits: while what it waits for has lately come within a moment it looks for it again and again, and lets others have the processor between two looks; else, and when
 * that moment has passed, it sleeps until it is woken. To be woken takes some 20 microseconds here, which a call or a frame pays at each thread that it comes to.
 *
 * <p><b>Threads.</b> The event loop's.
 */
final class Polling implements SelectStrategy {
    /** Names the longest time to look, in microseconds: 0 to 10,000, where 0 turns this off. */
    static final String PROPERTY = "rmix.grpc.pollMicros";

    private static final int DEFAULT_MICROS = 200;
    private static final int MOST_MICROS = 10_000;
    /** A wait counts as no longer than this, so that after a pause a few short ones are enough. */
    private static final int MOST_WINDOWS = 4;
    /** Part of each wait in the average. */
    private static final int SMOOTHING = 8;

    private final long window;
    private final LongSupplier clock;
    /** How long it has waited, on average. */
    private long average;

    private boolean waiting;
    private boolean asleep;
    private long since;

    /**
     * Sleeps at first.
     *
     * @param window longest time to look, in nanoseconds
     * @param clock in nanoseconds
     */
    Polling(long window, LongSupplier clock) {
        this.window = window;
        this.clock = clock;
        this.average = MOST_WINDOWS * window;
    }

    /**
     * As {@link #PROPERTY} says, or, without it, for {@value #DEFAULT_MICROS} microseconds where there is more than one processor.
     *
     * @throws IllegalArgumentException if the property is out of range
     */
    static SelectStrategy configured() {
        String text = System.getProperty(PROPERTY);
        int several = Runtime.getRuntime().availableProcessors() > 1 ? DEFAULT_MICROS : 0;
        return new Polling(TimeUnit.MICROSECONDS.toNanos(text == null ? several : micros(text)), System::nanoTime);
    }

    private static int micros(String text) {
        try {
            int micros = Integer.parseInt(text.strip());
            if (micros >= 0 && micros <= MOST_MICROS) return micros;
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "system property " + PROPERTY + " is '" + text + "': expected 0 to " + MOST_MICROS + " microseconds");
    }

    @Override
    public int calculateStrategy(IntSupplier select, boolean hasTasks) throws Exception {
        if (window == 0) return hasTasks ? select.get() : SELECT;
        if (asleep) {
            asleep = false;
            waited();
        }
        int ready = select.get();
        if (hasTasks || ready > 0) {
            if (waiting) waited();
            return ready;
        }
        long now = clock.getAsLong();
        if (!waiting) {
            waiting = true;
            since = now;
        }
        if (average < window && now - since < window) {
            Thread.yield();
            return CONTINUE;
        }
        asleep = true;
        return SELECT;
    }

    private void waited() {
        waiting = false;
        long wait = Math.min(clock.getAsLong() - since, MOST_WINDOWS * window);
        average += (wait - average) / SMOOTHING;
    }
}
