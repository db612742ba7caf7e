package io.rmix.examples.jobqueue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What several tests do with a queue. */
public final class Runs {
    private Runs() {}

    /** Submits all jobs, advances to the end and reads the schedule. */
    public static List<ScheduledJob> schedule(int processors, List<Job> jobs) {
        JobQueueService queue = new JobQueueService(processors);
        for (Job job : jobs) {
            submit(queue, job);
        }
        queue.advance(JobQueue.END_OF_TIME);
        return rows(queue, JobQueue.MAX_PAGE);
    }

    /** The schedule of the jobs that the machine can hold. */
    public static List<ScheduledJob> scheduleOfFitting(int processors, List<Job> jobs) {
        return schedule(
                processors,
                jobs.stream().filter(job -> job.processors() <= processors).toList());
    }

    static void submit(JobQueue queue, Job job) {
        try {
            queue.submit(job);
        } catch (JobRejectedException e) {
            throw new AssertionError(e);
        }
    }

    /** All finished jobs, read in pages of a size. */
    public static List<ScheduledJob> rows(JobQueue queue, int pageSize) {
        List<ScheduledJob> rows = new ArrayList<>();
        SchedulePage page;
        do {
            page = queue.schedule(rows.isEmpty() ? 0 : rows.get(rows.size() - 1).job(), pageSize);
            rows.addAll(page.rows());
        } while (page.more());
        return rows;
    }

    public static byte[] bytes(JobQueueService queue) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            queue.snapshot().writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
