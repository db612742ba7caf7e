package io.rmix.examples.jobqueue;

import io.rmix.examples.jobqueue.RunningJobs.Reservation;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * First come first served with EASY backfilling (Lifka, The ANL/IBM SP Scheduling System, JSSPP 1995), as specified in {@code
 * docs/JOBQUEUE.md}, section "The schedule". Nothing but the accepted jobs, their starts and virtual time is carried from one
 * instant to the next; reservations are made anew in every pass.
 */
final class Scheduler {
    private final JobTable table;
    private final PriorityQueue<Integer> accepted;
    private final WaitingQueue waiting = new WaitingQueue();
    private final RunningJobs running;
    private final FinishedJobs finished = new FinishedJobs();
    private long time;

    /** A scheduler that takes up the jobs of the table as they are at the given time. */
    Scheduler(int processors, long time, JobTable table) {
        this.table = table;
        this.time = time;
        this.accepted = new PriorityQueue<>(arrivalOrder(table));
        this.running = new RunningJobs(processors);
        table.rowsByArrival().forEach(this::take);
    }

    /** Order of arrival: by submit time, then by number. */
    static Comparator<Integer> arrivalOrder(JobTable table) {
        return Comparator.comparingLong((Integer row) -> table.job(row).submit())
                .thenComparingLong(row -> table.job(row).number());
    }

    void accept(int row) {
        accepted.add(row);
    }

    /** Decides everything before the given time. */
    void advance(long until) {
        for (long next = nextInstant(); next < until; next = nextInstant()) {
            decide(next);
        }
        time = Math.max(time, until);
    }

    long time() {
        return time;
    }

    FinishedJobs finished() {
        return finished;
    }

    JobState state(int row) {
        long start = table.start(row);
        if (start == JobTable.NOT_STARTED) {
            return table.job(row).submit() < time ? JobState.WAITING : JobState.ACCEPTED;
        }
        return start + table.job(row).runTime() < time ? JobState.FINISHED : JobState.RUNNING;
    }

    Summary summary() {
        return new Summary(
                time,
                running.machine(),
                running.free(),
                table.size(),
                accepted.size(),
                waiting.size(),
                running.size(),
                finished.size(),
                finished.waitSeconds(),
                finished.longestWait(),
                finished.processorSeconds(),
                finished.lastEnd());
    }

    private void take(int row) {
        Job job = table.job(row);
        switch (state(row)) {
            case ACCEPTED -> accepted.add(row);
            case WAITING -> waiting.add(row, job);
            case RUNNING -> running.start(row, job, table.start(row));
            case FINISHED -> finished.add(job, table.start(row));
        }
    }

    private long nextInstant() {
        Integer first = accepted.peek();
        long arrival = first == null ? JobQueue.END_OF_TIME : table.job(first).submit();
        return Math.min(arrival, running.nextEnd());
    }

    /** Ends before arrivals before starts; jobs of length zero end in the instant they start, which calls for another pass. */
    private void decide(long now) {
        end(now);
        for (Integer row = accepted.peek(); row != null && table.job(row).submit() == now; row = accepted.peek()) {
            accepted.remove();
            waiting.add(row, table.job(row));
        }
        do {
            pass(now);
        } while (end(now));
    }

    private boolean end(long now) {
        boolean any = false;
        while (running.nextEnd() == now) {
            int row = running.endNext();
            finished.add(table.job(row), table.start(row));
            any = true;
        }
        return any;
    }

    private void pass(long now) {
        int first = waiting.first();
        while (first != WaitingQueue.NONE && table.job(waiting.row(first)).processors() <= running.free()) {
            start(first, now);
            first = waiting.first();
        }
        if (first != WaitingQueue.NONE) {
            backfill(first, now);
        }
    }

    /** Starts what does not delay the first job, whose processors are reserved. */
    private void backfill(int first, long now) {
        Reservation reservation =
                running.reserve(now, table.job(waiting.row(first)).processors());
        long window = reservation.time() - now;
        int spare = reservation.spare();
        int slot = waiting.next(first + 1, running.free(), window, spare);
        while (slot != WaitingQueue.NONE) {
            Job job = table.job(waiting.row(slot));
            if (job.estimate() > window) {
                spare -= job.processors();
            }
            start(slot, now);
            slot = waiting.next(slot + 1, running.free(), window, spare);
        }
    }

    private void start(int slot, long now) {
        int row = waiting.row(slot);
        waiting.remove(slot);
        table.started(row, now);
        running.start(row, table.job(row), now);
    }
}
