package io.rmix.examples.jobqueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The scheduler beside {@link NaiveScheduler} on small random traces. {@code -Djobqueue.seed=N} replays one. */
class ScheduleOracleTest {
    private static final int SEEDS = 5_000;

    @Test
    void agreesWithASecondSchedulerOnRandomTraces() {
        RandomSeeds.forEach(SEEDS, seed -> {
            List<Job> jobs = RandomJobs.of(seed, false);
            int processors = RandomJobs.processors(seed);
            List<ScheduledJob> rows = Runs.schedule(processors, jobs);
            assertEquals(NaiveScheduler.schedule(processors, jobs), rows);
            assertPossible(processors, jobs, rows);
        });
    }

    /** Every job has one row, starts after it arrives, and no second holds more processors than there are. */
    private static void assertPossible(int processors, List<Job> jobs, List<ScheduledJob> rows) {
        Map<Long, Job> byNumber = jobs.stream().collect(Collectors.toMap(Job::number, Function.identity()));
        assertEquals(byNumber.keySet(), rows.stream().map(ScheduledJob::job).collect(Collectors.toSet()));
        assertEquals(jobs.size(), rows.size());
        TreeMap<Long, Integer> changes = new TreeMap<>();
        for (ScheduledJob row : rows) {
            Job job = byNumber.get(row.job());
            assertTrue(row.start() >= job.submit(), () -> row + " starts before it arrives");
            assertEquals(row.start() + job.runTime(), row.end());
            changes.merge(row.start(), row.processors(), Integer::sum);
            changes.merge(row.end(), -row.processors(), Integer::sum);
        }
        int held = 0;
        for (Map.Entry<Long, Integer> change : changes.entrySet()) {
            held += change.getValue();
            assertTrue(held <= processors, () -> "more than " + processors + " held at " + change.getKey());
        }
    }
}
