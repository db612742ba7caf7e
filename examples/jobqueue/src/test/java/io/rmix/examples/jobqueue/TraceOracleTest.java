package io.rmix.examples.jobqueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.examples.jobqueue.Traces.Trace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scheduler beside {@link NaiveScheduler} on whole traces: made ones, and a real log where {@link Traces} finds it. */
class TraceOracleTest {
    static List<Trace> traces() {
        return Traces.all();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void bothSchedulersAgree(Trace trace) {
        List<ScheduledJob> rows = Runs.schedule(trace.processors(), trace.jobs());
        assertEquals(NaiveScheduler.schedule(trace.processors(), trace.jobs()), rows);
        assertEquals(trace.jobs().size(), rows.size());
    }

    /** On half the machine the queue is long; what is larger than that is left out, as it would be rejected. */
    @ParameterizedTest
    @MethodSource("traces")
    void bothSchedulersAgreeOnACrowdedMachine(Trace trace) {
        int half = Math.max(1, trace.processors() / 2);
        List<Job> fitting = trace.jobs().stream()
                .filter(job -> job.processors() <= half)
                .limit(2_500)
                .toList();
        List<ScheduledJob> rows = Runs.schedule(half, fitting);
        assertEquals(NaiveScheduler.schedule(half, fitting), rows);
        Set<Long> starts = new HashSet<>();
        assertTrue(rows.stream().anyMatch(row -> row.start() > row.submit()), "nothing waits: the case tells little");
        assertTrue(rows.stream().anyMatch(row -> !starts.add(row.start())), "no two jobs start together");
    }
}
