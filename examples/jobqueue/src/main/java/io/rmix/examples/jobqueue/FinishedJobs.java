package io.rmix.examples.jobqueue;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Jobs that have ended, by number, and what their sums are. */
final class FinishedJobs {
    private final TreeMap<Long, ScheduledJob> rows = new TreeMap<>();
    private long waitSeconds;
    private long longestWait;
    private long processorSeconds;
    private long lastEnd;

    void add(Job job, long start) {
        long end = start + job.runTime();
        long wait = start - job.submit();
        rows.put(job.number(), new ScheduledJob(job.number(), job.submit(), start, end, job.processors()));
        waitSeconds = add(waitSeconds, wait);
        longestWait = Math.max(longestWait, wait);
        processorSeconds = add(processorSeconds, job.runTime() * job.processors());
        lastEnd = Math.max(lastEnd, end);
    }

    int size() {
        return rows.size();
    }

    long waitSeconds() {
        return waitSeconds;
    }

    long longestWait() {
        return longestWait;
    }

    long processorSeconds() {
        return processorSeconds;
    }

    long lastEnd() {
        return lastEnd;
    }

    SchedulePage page(long time, long afterJob, int limit) {
        NavigableMap<Long, ScheduledJob> rest = rows.tailMap(afterJob, false);
        List<ScheduledJob> page = new ArrayList<>(Math.min(limit, 1024));
        for (ScheduledJob row : rest.values()) {
            if (page.size() == limit) {
                return new SchedulePage(time, page, true);
            }
            page.add(row);
        }
        return new SchedulePage(time, page, false);
    }

    /** The sum of two numbers that are not negative, or the greatest long: whatever the order, the same result. */
    private static long add(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
