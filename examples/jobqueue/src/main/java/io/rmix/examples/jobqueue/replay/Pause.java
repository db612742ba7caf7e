package io.rmix.examples.jobqueue.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How long submitters had to wait because members failed: from the first attempt of a job that failed to its answer.
 *
 * @param jobs that had to wait
 * @param p50Millis median of their waits, in milliseconds; 0 if there were none
 * @param maxMillis longest wait, in milliseconds; 0 if there was none
 */
public record Pause(int jobs, double p50Millis, double maxMillis) {
    /** Sums up waits in nanoseconds, in any order. */
    static Pause of(List<Long> nanos) {
        if (nanos.isEmpty()) {
            return new Pause(0, 0, 0);
        }
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return new Pause(
                sorted.size(), millis(sorted.get((sorted.size() - 1) / 2)), millis(sorted.get(sorted.size() - 1)));
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e5) / 10.0;
    }
}
