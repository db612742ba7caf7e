package io.rmix.examples.jobqueue.replay;

import io.rmix.examples.jobqueue.JobQueue;
import java.time.Duration;
import java.util.Objects;

/**
 * How a trace is replayed.
 *
 * @param window submissions outstanding at most, over all members together; from 1. Too small leaves the members idle; too large
 *     holds that many calls in memory, and beyond what the members queue brings nothing
 * @param advanceEvery virtual time is advanced when at least this many more jobs are behind it; from 1. Small spends the members'
 *     time on advances; large lets finished jobs appear in bursts
 * @param pageRows rows asked for at a time when the schedule is read; from 1 to {@link JobQueue#MAX_PAGE}
 * @param patience how long calls that fail are repeated while no member answers any; from 0. Too short and a change of the members that
 *     takes a little longer ends the replay; too long and it takes as long until it is said that nobody is there
 */
public record ReplaySettings(int window, int advanceEvery, int pageRows, Duration patience) {
    /** 256 submissions outstanding, an advance every 64 jobs, 1,000 rows a page, a minute of patience. */
    public static final ReplaySettings DEFAULT = new ReplaySettings(256, 64, 1_000);

    public ReplaySettings {
        Objects.requireNonNull(patience, "patience");
        if (window < 1 || advanceEvery < 1 || pageRows < 1 || pageRows > JobQueue.MAX_PAGE) {
            throw new IllegalArgumentException("window " + window + " and advanceEvery " + advanceEvery
                    + " must be at least 1, pageRows " + pageRows + " from 1 to " + JobQueue.MAX_PAGE);
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience " + patience + " must not be negative");
        }
    }

    /** With a minute of patience. */
    public ReplaySettings(int window, int advanceEvery, int pageRows) {
        this(window, advanceEvery, pageRows, Duration.ofMinutes(1));
    }

    /** With another patience. */
    public ReplaySettings withPatience(Duration time) {
        return new ReplaySettings(window, advanceEvery, pageRows, time);
    }
}
