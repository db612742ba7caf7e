package io.rmix.examples.jobqueue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A second scheduler, written from {@code docs/JOBQUEUE.md} alone and meant to be seen through, not to be fast: lists, and the
 * number of processors free at a time counted anew whenever it is asked for. A job is backfilled if the first job's reservation,
 * computed once more with that job running, has not moved.
 */
public final class NaiveScheduler {
    private record Started(Job job, long start) {
        long end() {
            return start + job.runTime();
        }

        long expectedEnd(long now) {
            return Math.max(start + job.estimate(), now + 1);
        }
    }

    private final int machine;
    private final List<Job> future;
    private final List<Job> queue = new ArrayList<>();
    private final List<Started> running = new ArrayList<>();
    private final List<ScheduledJob> done = new ArrayList<>();

    private NaiveScheduler(int machine, Collection<Job> jobs) {
        this.machine = machine;
        this.future = new ArrayList<>(jobs);
    }

    /** The whole schedule, by job number. */
    public static List<ScheduledJob> schedule(int processors, Collection<Job> jobs) {
        return new NaiveScheduler(processors, jobs).run();
    }

    private List<ScheduledJob> run() {
        future.sort(Comparator.comparing(Job::submit).thenComparing(Job::number));
        while (!future.isEmpty() || !running.isEmpty()) {
            long now = running.stream().mapToLong(Started::end).min().orElse(Long.MAX_VALUE);
            if (!future.isEmpty()) {
                now = Math.min(now, future.get(0).submit());
            }
            instant(now);
        }
        if (!queue.isEmpty()) {
            throw new IllegalStateException("never started: " + queue);
        }
        done.sort(Comparator.comparing(ScheduledJob::job));
        return done;
    }

    private void instant(long now) {
        endAt(now);
        while (!future.isEmpty() && future.get(0).submit() == now) {
            queue.add(future.remove(0));
        }
        pass(now);
        while (running.stream().anyMatch(job -> job.end() == now)) {
            endAt(now);
            pass(now);
        }
    }

    private void endAt(long now) {
        for (Started started : List.copyOf(running)) {
            if (started.end() == now) {
                running.remove(started);
                Job job = started.job();
                done.add(new ScheduledJob(job.number(), job.submit(), started.start(), now, job.processors()));
            }
        }
    }

    private void pass(long now) {
        while (!queue.isEmpty() && queue.get(0).processors() <= free(running)) {
            running.add(new Started(queue.remove(0), now));
        }
        if (queue.isEmpty()) {
            return;
        }
        int wanted = queue.get(0).processors();
        long reserved = earliest(wanted, running, now);
        for (Job candidate : List.copyOf(queue.subList(1, queue.size()))) {
            if (candidate.processors() > free(running)) {
                continue;
            }
            List<Started> with = new ArrayList<>(running);
            with.add(new Started(candidate, now));
            if (earliest(wanted, with, now) <= reserved) {
                queue.remove(candidate);
                running.add(new Started(candidate, now));
            }
        }
    }

    /** The first expected end at which so many processors are free, if all jobs end as expected. */
    private long earliest(int wanted, List<Started> jobs, long now) {
        return jobs.stream()
                .mapToLong(job -> job.expectedEnd(now))
                .sorted()
                .filter(time -> free(stillRunning(jobs, now, time)) >= wanted)
                .findFirst()
                .orElseThrow();
    }

    private static List<Started> stillRunning(List<Started> jobs, long now, long time) {
        return jobs.stream().filter(job -> job.expectedEnd(now) > time).toList();
    }

    private int free(List<Started> jobs) {
        return machine
                - jobs.stream().mapToInt(started -> started.job().processors()).sum();
    }
}
