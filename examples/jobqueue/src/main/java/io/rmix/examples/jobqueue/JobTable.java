package io.rmix.examples.jobqueue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All accepted jobs and when they started: with virtual time, the whole state of a queue. A row is a job's index. */
final class JobTable {
    static final long NOT_STARTED = -1;

    private final Map<Long, Integer> rows = new HashMap<>();
    private @Nullable Job[] jobs = new Job[64];
    private long[] starts = new long[64];
    private int size;

    int size() {
        return size;
    }

    /** Adds a job whose number is new, and gives its row. */
    int add(Job job, long start) {
        if (size == jobs.length) {
            jobs = Arrays.copyOf(jobs, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size);
        }
        jobs[size] = job;
        starts[size] = start;
        rows.put(job.number(), size);
        return size++;
    }

    /** The row of a number, or null. */
    @Nullable Integer row(long number) {
        return rows.get(number);
    }

    Job job(int row) {
        Job job = jobs[row];
        if (job == null) {
            throw new IndexOutOfBoundsException("no row " + row);
        }
        return job;
    }

    /** When the job of a row started, in seconds, or NOT_STARTED. */
    long start(int row) {
        return starts[row];
    }

    void started(int row, long time) {
        starts[row] = time;
    }

    /** All rows, by (submit time, number). */
    List<Integer> rowsByArrival() {
        List<Integer> all = new ArrayList<>(size);
        for (int row = 0; row < size; row++) {
            all.add(row);
        }
        all.sort(Scheduler.arrivalOrder(this));
        return all;
    }

    /** The jobs as they are now; jobs never change. */
    @Nullable Job[] copyOfJobs() {
        return Arrays.copyOf(jobs, size);
    }

    /** The starts as they are now. */
    long[] copyOfStarts() {
        return Arrays.copyOf(starts, size);
    }
}
