package io.rmix.examples.jobqueue.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException;
import io.rmix.Outcome;
import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.JobQueue;
import io.rmix.examples.jobqueue.JobQueueService;
import io.rmix.examples.jobqueue.RejectReason;
import io.rmix.examples.jobqueue.Rejection;
import io.rmix.examples.jobqueue.Runs;
import io.rmix.examples.jobqueue.replay.FaultyMember.Fate;
import io.rmix.examples.jobqueue.trace.TraceGenerator;
import io.rmix.examples.jobqueue.trace.TraceSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A replay whose members fail. */
class FaultyMembersTest {
    private static final int PROCESSORS = 128;
    private static final ReplaySettings ONE_AT_A_TIME = new ReplaySettings(1, 16, 100);

    private final JobQueue queue = new JobQueueService(PROCESSORS);

    private static ReplayReport replay(ReplaySettings settings, List<Job> jobs, FaultyMember... members)
            throws Exception {
        return new TraceReplay(List.of(members), settings, progress -> {}).run(jobs);
    }

    private static List<Job> made(int jobs) {
        return TraceGenerator.stream(TraceSettings.of(11, jobs)).toList();
    }

    private FaultyMember working() {
        return new FaultyMember(queue, () -> Fate.ANSWERED);
    }

    private FaultyMember scripted(Fate... first) {
        Queue<Fate> fates = new ArrayDeque<>(List.of(first));
        return new FaultyMember(queue, () -> {
            Fate next = fates.poll();
            return next == null ? Fate.ANSWERED : next;
        });
    }

    @Test
    void whateverFailsTheScheduleIsThatOfOneQueue() throws Exception {
        List<Job> jobs = made(1_500);
        Random random = new Random(3);
        List<FaultyMember> members = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            members.add(new FaultyMember(queue, () -> switch (random.nextInt(100)) {
                case 0 -> Fate.NOT_INVOKED;
                case 1 -> Fate.LOST;
                case 2 -> Fate.ANSWER_LOST;
                default -> Fate.ANSWERED;
            }));
        }
        ReplayReport report = replay(new ReplaySettings(64, 16, 100), jobs, members.toArray(FaultyMember[]::new));
        assertTrue(report.allAccountedFor());
        assertEquals(1_500, report.completed());
        assertEquals(Runs.schedule(PROCESSORS, jobs), report.schedule());
        assertTrue(report.pause().jobs() > 0);
        assertTrue(report.pause().p50Millis() >= 10, "a call is not repeated at once");
        assertTrue(report.pause().maxMillis() >= report.pause().p50Millis());
    }

    @Test
    void aJobWhoseAnswerWasLostIsAcceptedOnce() throws Exception {
        FaultyMember first = scripted(Fate.ANSWER_LOST);
        ReplayReport report = replay(ONE_AT_A_TIME, List.of(new Job(1, 0, 5, 5, 2)), first, working());
        assertTrue(report.allAccountedFor());
        assertEquals(1, report.completed());
        assertEquals(1, report.summary().jobs());
        assertEquals(1, report.pause().jobs());
    }

    @Test
    void anotherJobOfTheSameNumberStaysAConflict() throws Exception {
        List<Job> jobs = List.of(new Job(1, 0, 5, 5, 2), new Job(1, 3, 5, 5, 4));
        for (Fate fate : List.of(Fate.ANSWER_LOST, Fate.LOST, Fate.NOT_INVOKED)) {
            JobQueue own = new JobQueueService(PROCESSORS);
            Queue<Fate> fates = new ArrayDeque<>(List.of(fate, Fate.ANSWERED, fate));
            FaultyMember member = new FaultyMember(own, () -> fates.isEmpty() ? Fate.ANSWERED : fates.remove());
            ReplayReport report = replay(ONE_AT_A_TIME, jobs, member);
            assertEquals(
                    List.of(RejectReason.CONFLICT),
                    report.rejected().stream().map(Rejection::reason).toList());
            assertEquals(1, report.completed());
            assertEquals(2, report.pause().jobs());
        }
    }

    @Test
    void aMemberThatIsDownIsLeftOut() throws Exception {
        FaultyMember down = new FaultyMember(queue, () -> Fate.NOT_INVOKED);
        FaultyMember up = working();
        ReplayReport report = replay(ONE_AT_A_TIME, made(1_000), down, up);
        assertTrue(report.allAccountedFor());
        assertTrue(
                down.calls < 100, () -> down.calls + " calls of a member that is down, " + up.calls + " of the other");
    }

    @Test
    void aMemberThatWasDownTakesItsTurnsAgain() throws Exception {
        FaultyMember back = scripted(Fate.NOT_INVOKED, Fate.LOST, Fate.NOT_INVOKED, Fate.NOT_INVOKED);
        int[] calls = {0};
        // Without the other one nothing goes on after a while.
        FaultyMember other =
                new FaultyMember(queue, () -> ++calls[0] < 50 || back.answers > 0 ? Fate.ANSWERED : Fate.NOT_INVOKED);
        ReplayReport report = replay(ONE_AT_A_TIME, made(1_000), back, other);
        assertTrue(report.allAccountedFor());
        assertEquals(4, back.calls - back.answers);
        assertTrue(back.answers > 300, () -> back.answers + " answers of the member that came back");
    }

    @Test
    void aMemberMayJoinWhenNobodyAnswers() throws Exception {
        List<TraceReplay> replay = new ArrayList<>();
        int[] calls = {0};
        FaultyMember down = new FaultyMember(queue, () -> {
            if (++calls[0] == 2) replay.get(0).join(working());
            return Fate.NOT_INVOKED;
        });
        List<Job> jobs = made(100);
        replay.add(new TraceReplay(List.of(down), ReplaySettings.DEFAULT, progress -> {}));
        ReplayReport report = replay.get(0).run(jobs);
        assertEquals(Runs.schedule(PROCESSORS, jobs), report.schedule());
        assertTrue(report.pause().jobs() > 1);
    }

    @Test
    void whenNobodyAnswersTheLastFailureIsTold() {
        FaultyMember one = new FaultyMember(queue, () -> Fate.NOT_INVOKED);
        FaultyMember other = new FaultyMember(queue, () -> Fate.LOST);
        ReplaySettings settings = ReplaySettings.DEFAULT.withPatience(Duration.ofMillis(60));
        long begin = System.nanoTime();
        ReplayException error = assertThrows(ReplayException.class, () -> replay(settings, made(500), one, other));
        assertTrue(System.nanoTime() - begin >= 60_000_000);
        assertTrue(error.getMessage().contains("as the script says"), error.getMessage());
        assertNotEquals(Outcome.INVOKED, ((InvocationException) error.getCause()).outcome());
        assertEquals(0, error.progress().acknowledged());
    }

    @Test
    void whatWasExecutedAndFailedIsNotRepeated() {
        FaultyMember failing = scripted(Fate.ANSWERED, Fate.FAILED);
        ReplayException error =
                assertThrows(ReplayException.class, () -> replay(ONE_AT_A_TIME, made(500), failing, failing));
        assertEquals(2, failing.calls);
        assertEquals(1, error.progress().acknowledged());
    }

    @Test
    void aPauseIsMedianAndMaximum() {
        assertEquals(new Pause(0, 0, 0), Pause.of(List.of()));
        assertEquals(new Pause(1, 2.5, 2.5), Pause.of(List.of(2_500_000L)));
        assertEquals(new Pause(4, 2, 9), Pause.of(List.of(9_000_000L, 1_000_000L, 2_000_000L, 3_000_000L)));
    }
}
