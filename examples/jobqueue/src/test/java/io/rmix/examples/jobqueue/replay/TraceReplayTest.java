package io.rmix.examples.jobqueue.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.examples.jobqueue.JobQueueService;
import io.rmix.examples.jobqueue.RejectReason;
import io.rmix.examples.jobqueue.Rejection;
import io.rmix.examples.jobqueue.Runs;
import io.rmix.examples.jobqueue.ScheduledJob;
import io.rmix.examples.jobqueue.Summary;
import io.rmix.examples.jobqueue.Traces;
import io.rmix.examples.jobqueue.Traces.Trace;
import io.rmix.examples.jobqueue.trace.TraceGenerator;
import io.rmix.examples.jobqueue.trace.TraceSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraceReplayTest {
    private static final Pause NO_PAUSE = new Pause(0, 0, 0);

    private final List<ReplayProgress> told = new ArrayList<>();

    static List<Trace> traces() {
        return Traces.all();
    }

    private ReplayReport replay(SeededMembers members, ReplaySettings settings, List<Job> jobs)
            throws ReplayException, InterruptedException {
        TraceReplay replay = new TraceReplay(members.stubs(), settings, progress -> {
            told.add(progress);
            members.answerTaken();
        });
        return replay.run(jobs);
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theScheduleIsThatOfOneQueueWhateverTheOrderOfApplication(Trace trace) throws Exception {
        List<ScheduledJob> expected = Runs.schedule(trace.processors(), trace.jobs());
        for (long seed = 1; seed <= 3; seed++) {
            JobQueueService queue = new JobQueueService(trace.processors());
            SeededMembers members = new SeededMembers(queue, 5, seed);
            List<Job> shuffled = new ArrayList<>(trace.jobs());
            Collections.shuffle(shuffled, new Random(seed));
            ReplayReport report = replay(members, ReplaySettings.DEFAULT, shuffled);
            assertEquals(expected, report.schedule(), "seed " + seed);
            assertTrue(report.allAccountedFor());
            assertEquals(trace.jobs().size(), report.completed());
            assertEquals(queue.summary(), report.summary());
        }
    }

    @Test
    void membersTakeTurnsWithinTheWindowAndTimeIsAdvancedOnTheWay() throws Exception {
        List<Job> jobs = TraceGenerator.stream(TraceSettings.of(5, 1_000)).toList();
        SeededMembers members = new SeededMembers(new JobQueueService(128), 4, 1);
        replay(members, new ReplaySettings(32, 10, 100), jobs);
        for (int calls : members.calls) {
            assertEquals(members.calls[0], calls, 1);
        }
        assertTrue(members.mostOutstanding >= 32, () -> members.mostOutstanding + " outstanding at most");
        assertTrue(members.mostOutstanding <= 33, () -> members.mostOutstanding + ": 32 submissions and an advance");
        long times = told.stream().mapToLong(ReplayProgress::time).distinct().count();
        assertTrue(times > 10, () -> "virtual time had only " + times + " values");
        ReplayProgress last = told.get(told.size() - 1);
        assertEquals(new ReplayProgress(1_000, 1_000, 1_000, 0, 1_000, JobQueue.END_OF_TIME), last);
    }

    @Test
    void aWindowOfOneWorks() throws Exception {
        List<Job> jobs = TraceGenerator.stream(TraceSettings.of(6, 200)).toList();
        SeededMembers members = new SeededMembers(new JobQueueService(128), 1, 1);
        ReplayReport report = replay(members, new ReplaySettings(1, 1, 1), jobs);
        assertEquals(Runs.schedule(128, jobs), report.schedule());
        assertEquals(200, report.schedule().size());
    }

    @Test
    void rejectedJobsAreAccountedFor() throws Exception {
        List<Job> jobs =
                List.of(new Job(1, 0, 5, 5, 2), new Job(2, 1, 5, 5, 9), new Job(1, 2, 5, 5, 2), new Job(3, 2, 5, 5, 1));
        SeededMembers members = new SeededMembers(new JobQueueService(4), 2, 1);
        ReplayReport report = replay(members, new ReplaySettings(1, 1, 10), jobs);
        assertEquals(4, report.submitted());
        assertEquals(2, report.acknowledged());
        assertEquals(2, report.completed());
        assertEquals(
                List.of(RejectReason.TOO_LARGE, RejectReason.CONFLICT),
                report.rejected().stream().map(Rejection::reason).toList());
        assertEquals(
                "job 2 takes 9 processors; the machine has 4",
                report.rejected().get(0).message());
        assertTrue(report.allAccountedFor());
    }

    @Test
    void aJobWithoutARowIsNotAccountedFor() {
        Summary summary = new JobQueueService(1).summary();
        assertEquals(false, new ReplayReport(2, 2, 1, List.of(), NO_PAUSE, summary, List.of()).allAccountedFor());
        assertEquals(false, new ReplayReport(2, 1, 1, List.of(), NO_PAUSE, summary, List.of()).allAccountedFor());
    }

    @Test
    void anEmptyTraceEndsAtOnce() throws Exception {
        SeededMembers members = new SeededMembers(new JobQueueService(4), 2, 1);
        ReplayReport report = replay(members, ReplaySettings.DEFAULT, List.of());
        assertTrue(report.allAccountedFor());
        assertEquals(JobQueue.END_OF_TIME, report.summary().time());
    }

    @Test
    void aFailureEndsTheReplayOnceNothingIsOutstanding() throws Exception {
        List<Job> jobs = TraceGenerator.stream(TraceSettings.of(7, 300)).toList();
        ReplaySettings settings = new ReplaySettings(20, 16, 50);
        SeededMembers whole = new SeededMembers(new JobQueueService(128), 3, 1);
        replay(whole, settings, jobs);
        int calls = Arrays.stream(whole.calls).sum();
        assertTrue(calls > 300 + 1 + 300 / 50, "submissions, advances and pages");
        for (int from = 1; from <= calls; from++) {
            SeededMembers members = new SeededMembers(new JobQueueService(128), 3, 1);
            members.failFrom(from);
            ReplayException error = assertThrows(ReplayException.class, () -> replay(members, settings, jobs));
            assertEquals(0, members.outstanding());
            assertTrue(error.getMessage().endsWith("failed: " + error.getCause()), error::getMessage);
            assertTrue(error.progress().acknowledged() < from);
            assertEquals(0, error.progress().rejected());
        }
    }

    @Test
    void aReplayThatFailedCanBeRepeatedOnTheSameQueue() throws Exception {
        List<Job> jobs = TraceGenerator.stream(TraceSettings.of(9, 400)).toList();
        for (int from = 1; from < 400; from += 7) {
            JobQueueService queue = new JobQueueService(64);
            SeededMembers failing = new SeededMembers(queue, 3, from);
            failing.failFrom(from);
            assertThrows(ReplayException.class, () -> replay(failing, new ReplaySettings(40, 4, 50), jobs));
            SeededMembers working = new SeededMembers(queue, 3, from);
            ReplayReport report = replay(working, new ReplaySettings(40, 4, 50), jobs);
            assertTrue(report.allAccountedFor());
            assertEquals(Runs.scheduleOfFitting(64, jobs), report.schedule());
        }
    }

    @Test
    void aQueueCalledOnAThreadOfItsOwnGivesTheSame() throws Exception {
        List<Job> jobs = TraceGenerator.stream(TraceSettings.of(8, 2_000)).toList();
        JobQueueService queue = new JobQueueService(128);
        JobQueueService direct = new JobQueueService(128);
        direct.submitAll(jobs);
        direct.advance(JobQueue.END_OF_TIME);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            AsyncJobQueue member = AsyncJobQueue.of(queue, thread);
            ReplayReport report = new TraceReplay(List.of(member, member), ReplaySettings.DEFAULT, told::add).run(jobs);
            assertTrue(report.allAccountedFor());
            assertArrayEquals(Runs.bytes(direct), Runs.bytes(queue));
            CompletionStage<?> rejected = member.submit(new Job(1, 0, 0, 0, 1));
            assertThrows(
                    CompletionException.class,
                    () -> rejected.toCompletableFuture().join());
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void settingsAndMembersAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new ReplaySettings(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new ReplaySettings(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ReplaySettings(1, 1, JobQueue.MAX_PAGE + 1));
        ReplaySettings usual = ReplaySettings.DEFAULT;
        assertThrows(IllegalArgumentException.class, () -> usual.withPatience(Duration.ofMillis(-1)));
        assertThrows(
                IllegalArgumentException.class, () -> new TraceReplay(List.of(), ReplaySettings.DEFAULT, told::add));
    }
}
