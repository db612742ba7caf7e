package io.rmix.cli.torture.load;

import io.rmix.Outcome;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/** What clients have met. Any thread. */
public final class Tally {
    /** An answer that takes longer is a pause. */
    private static final long PAUSE_MICROS = 500_000;

    private static final long MOST_MICROS = 3_600_000_000L;

    private final LongAdder submitted = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder resent = new LongAdder();
    private final LongAdder asked = new LongAdder();
    private final Histogram times = new Histogram(MOST_MICROS, 3);
    private final Histogram pauses = new Histogram(MOST_MICROS, 3);
    private long lastAcknowledged = System.nanoTime();

    /**
     * Counts so far, times in microseconds.
     *
     * @param submitted numbers that clients have begun to send
     * @param acknowledged numbers that members have said are written
     * @param unknown attempts whose client was told that nobody knows
     * @param refused attempts whose client was told that they were not invoked
     * @param resent attempts of a number beyond its first
     * @param asked questions whether a number is written
     * @param p50 half of the numbers were acknowledged within this time since they were first sent
     * @param p99 99 of 100 were
     * @param pauses numbers that took longer than half a second, or had to be sent again
     * @param pauseP50 half of these took no longer
     * @param pauseMax the longest
     */
    public record Counts(
            long submitted,
            long acknowledged,
            long unknown,
            long refused,
            long resent,
            long asked,
            long p50,
            long p99,
            long pauses,
            long pauseP50,
            long pauseMax) {}

    void submits() {
        submitted.increment();
    }

    void asks() {
        asked.increment();
    }

    void fails(Outcome outcome) {
        (outcome == Outcome.NOT_INVOKED ? refused : unknown).increment();
    }

    /**
     * A number is acknowledged.
     *
     * @param attempts that it took
     */
    synchronized void acknowledges(long nanos, long attempts) {
        acknowledged.increment();
        resent.add(attempts - 1);
        long micros = Math.min(MOST_MICROS, nanos / 1000);
        times.recordValue(micros);
        if (attempts > 1 || micros > PAUSE_MICROS) pauses.recordValue(micros);
        lastAcknowledged = System.nanoTime();
    }

    /** When a number was acknowledged last, as {@link System#nanoTime} has it. */
    public synchronized long lastAcknowledged() {
        return lastAcknowledged;
    }

    /** So far. */
    public synchronized Counts counts() {
        return new Counts(
                submitted.sum(),
                acknowledged.sum(),
                unknown.sum(),
                refused.sum(),
                resent.sum(),
                asked.sum(),
                times.getValueAtPercentile(50),
                times.getValueAtPercentile(99),
                pauses.getTotalCount(),
                pauses.getValueAtPercentile(50),
                pauses.getMaxValue());
    }
}
