package io.rmix.examples.jobqueue;

import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Jobs that run: when each will end, and when their estimates say that processors become free. */
final class RunningJobs {
    private record Running(int row, long end, long expectedEnd, int processors) {}

    /**
     * When the first waiting job can start at the latest, if estimates hold.
     *
     * @param time seconds
     * @param spare processors that it leaves free then
     */
    record Reservation(long time, int spare) {}

    private final PriorityQueue<Running> byEnd =
            new PriorityQueue<>(Comparator.comparingLong(Running::end).thenComparingInt(Running::row));
    private final TreeMap<Long, Integer> processorsByExpectedEnd = new TreeMap<>();
    private final int machine;
    private int free;

    RunningJobs(int processors) {
        machine = processors;
        free = processors;
    }

    int size() {
        return byEnd.size();
    }

    int machine() {
        return machine;
    }

    int free() {
        return free;
    }

    void start(int row, Job job, long start) {
        Running running = new Running(row, start + job.runTime(), start + job.estimate(), job.processors());
        byEnd.add(running);
        processorsByExpectedEnd.merge(running.expectedEnd(), running.processors(), Integer::sum);
        free -= running.processors();
    }

    /** When the next job ends, in seconds; the end of time without one. */
    long nextEnd() {
        Running next = byEnd.peek();
        return next == null ? JobQueue.END_OF_TIME : next.end();
    }

    /** Takes out the job that ends next, and gives its row. */
    int endNext() {
        Running next = byEnd.remove();
        processorsByExpectedEnd.computeIfPresent(
                next.expectedEnd(), (end, sum) -> sum == next.processors() ? null : sum - next.processors());
        free += next.processors();
        return next.row();
    }

    /** The reservation of a job that does not fit now. A job beyond its estimate is expected to end in the next second. */
    Reservation reserve(long now, int processors) {
        int available = free;
        long time = now + 1;
        for (Map.Entry<Long, Integer> step : processorsByExpectedEnd.entrySet()) {
            long expectedEnd = Math.max(step.getKey(), now + 1);
            if (available >= processors && expectedEnd > time) {
                break;
            }
            time = expectedEnd;
            available += step.getValue();
        }
        return new Reservation(time, available - processors);
    }
}
