package io.rmix.examples.jobqueue.replay;

import io.rmix.examples.jobqueue.JobQueue;

/**
 * How a trace is replayed.
 *
 * @param window submissions outstanding at most, over all members together; from 1. Too small leaves the members idle; too large
 *     holds that many calls in memory, and beyond what the members queue brings nothing
 * @param advanceEvery virtual time is advanced when at least this many more jobs are behind it; from 1. Small spends the members'
 *     time on advances; large lets finished jobs appear in bursts
 * @param pageRows rows asked for at a time when the schedule is read; from 1 to {@link JobQueue#MAX_PAGE}
 */
public record ReplaySettings(int window, int advanceEvery, int pageRows) {
    /** 256 submissions outstanding, an advance every 64 jobs, 1,000 rows a page. */
    public static final ReplaySettings DEFAULT = new ReplaySettings(256, 64, 1_000);

    public ReplaySettings {
        if (window < 1 || advanceEvery < 1 || pageRows < 1 || pageRows > JobQueue.MAX_PAGE) {
            throw new IllegalArgumentException("window " + window + " and advanceEvery " + advanceEvery
                    + " must be at least 1, pageRows " + pageRows + " from 1 to " + JobQueue.MAX_PAGE);
        }
    }
}
