package io.rmix.examples.jobqueue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The schedule and the state's bytes follow from the jobs and the time alone. {@code -Djobqueue.seed=N} replays one seed. */
class ScheduleIndependenceTest {
    @Test
    void neitherOrderOfSubmissionNorPointsOfAdvanceMatter() {
        RandomSeeds.forEach(2_000, seed -> {
            List<Job> jobs = RandomJobs.of(seed, false);
            int processors = RandomJobs.processors(seed);
            Random random = new Random(~seed);
            long until = random.nextInt(200);
            JobQueueService inSteps = replay(processors, jobs, random, until, false);
            JobQueueService atOnce = new JobQueueService(processors);
            jobs.forEach(job -> Runs.submit(atOnce, job));
            atOnce.advance(until);
            assertEquals(atOnce.summary(), inSteps.summary());
            assertArrayEquals(Runs.bytes(atOnce), Runs.bytes(inSteps));
            inSteps.advance(JobQueue.END_OF_TIME);
            assertEquals(Runs.schedule(processors, jobs), Runs.rows(inSteps, 1 + random.nextInt(9)));
        });
    }

    @Test
    void aRestoredQueueGoesOnAsTheFirstWouldHave() {
        RandomSeeds.forEach(2_000, seed -> {
            List<Job> jobs = RandomJobs.of(seed, false);
            int processors = RandomJobs.processors(seed);
            long until = new Random(~seed).nextInt(200);
            JobQueueService kept = replay(processors, jobs, new Random(seed), until, false);
            JobQueueService restored = replay(processors, jobs, new Random(seed), until, true);
            assertEquals(kept.summary(), restored.summary());
            assertArrayEquals(Runs.bytes(kept), Runs.bytes(restored));
            assertEquals(kept.advance(JobQueue.END_OF_TIME), restored.advance(JobQueue.END_OF_TIME));
            assertArrayEquals(Runs.bytes(kept), Runs.bytes(restored));
            assertEquals(Runs.schedule(processors, jobs), Runs.rows(restored, JobQueue.MAX_PAGE));
        });
    }

    /** Submits in random order, but no job after its time, with steps of time in between, and restores on the way if asked to. */
    private static JobQueueService replay(int processors, List<Job> jobs, Random random, long until, boolean restore) {
        List<Job> left = new ArrayList<>(jobs);
        Collections.shuffle(left, random);
        JobQueueService queue = new JobQueueService(processors);
        while (!left.isEmpty()) {
            Runs.submit(queue, left.remove(left.size() - 1));
            if (random.nextInt(4) == 0) {
                long least = left.stream()
                        .map(Job::submit)
                        .min(Comparator.naturalOrder())
                        .orElse(until);
                queue.advance(Math.min(until, random.nextLong(least + 1)));
            }
            if (random.nextInt(6) == 0 && restore) {
                queue = copy(queue);
            }
        }
        queue.advance(until);
        return restore ? copy(queue) : queue;
    }

    private static JobQueueService copy(JobQueueService queue) {
        JobQueueService copy = new JobQueueService(1);
        try {
            copy.restore(new ByteArrayInputStream(Runs.bytes(queue)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }
}
