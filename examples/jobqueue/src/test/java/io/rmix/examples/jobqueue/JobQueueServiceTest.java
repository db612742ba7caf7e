package io.rmix.examples.jobqueue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobQueueServiceTest {
    private final JobQueueService queue = new JobQueueService(4);
    private final Job job = new Job(7, 10, 5, 6, 2);

    @Test
    void aJobGoesThroughItsStates() throws Exception {
        assertEquals(new Acknowledgement(7, 10), queue.submit(job));
        queue.submit(new Job(8, 10, 5, 6, 4));
        queue.advance(10);
        assertEquals(new JobStatus(7, JobState.ACCEPTED, Optional.empty(), Optional.empty()), queue.status(7));
        queue.advance(11);
        assertEquals(new JobStatus(7, JobState.RUNNING, Optional.of(10L), Optional.empty()), queue.status(7));
        assertEquals(new JobStatus(8, JobState.WAITING, Optional.empty(), Optional.empty()), queue.status(8));
        queue.advance(15);
        assertEquals(JobState.RUNNING, queue.status(7).state(), "the end at 15 is not before 15");
        queue.advance(16);
        assertEquals(new JobStatus(7, JobState.FINISHED, Optional.of(10L), Optional.of(15L)), queue.status(7));
        assertEquals(new JobStatus(8, JobState.RUNNING, Optional.of(15L), Optional.empty()), queue.status(8));
    }

    @Test
    void theSummaryCounts() throws Exception {
        assertEquals(new Summary(0, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0), queue.summary());
        queue.submit(job);
        queue.submit(new Job(8, 11, 5, 6, 4));
        queue.submit(new Job(9, 90, 5, 6, 4));
        assertEquals(new Summary(12, 4, 2, 3, 1, 1, 1, 0, 0, 0, 0, 0), queue.advance(12));
        Summary end = queue.advance(JobQueue.END_OF_TIME);
        assertEquals(new Summary(Long.MAX_VALUE, 4, 4, 3, 0, 0, 0, 3, 4, 4, 5 * 2 + 5 * 4 + 5 * 4, 95), end);
        assertEquals(end, queue.summary());
    }

    @Test
    void anIdenticalJobGetsTheSameAcknowledgementHoweverLate() throws Exception {
        Acknowledgement first = queue.submit(job);
        byte[] before = Runs.bytes(queue);
        assertEquals(first, queue.submit(new Job(7, 10, 5, 6, 2)));
        assertArrayEquals(before, Runs.bytes(queue));
        queue.advance(JobQueue.END_OF_TIME);
        assertEquals(first, queue.submit(job));
        assertEquals(1, queue.summary().jobs());
    }

    @Test
    void rejectionsSayWhyAndChangeNothing() throws Exception {
        queue.submit(job);
        queue.advance(20);
        byte[] before = Runs.bytes(queue);
        rejected(
                new Job(7, 10, 5, 6, 3),
                RejectReason.CONFLICT,
                "job 7 is already accepted as Job[number=7, submit=10, runTime=5, estimate=6, processors=2],"
                        + " not Job[number=7, submit=10, runTime=5, estimate=6, processors=3]");
        rejected(new Job(8, 30, 1, 1, 5), RejectReason.TOO_LARGE, "job 8 takes 5 processors; the machine has 4");
        rejected(new Job(8, 19, 1, 1, 1), RejectReason.LATE, "job 8 arrives at 19, but virtual time is already 20");
        assertArrayEquals(before, Runs.bytes(queue));
        queue.submit(new Job(8, 20, 1, 1, 1));
        queue.advance(JobQueue.END_OF_TIME);
        rejected(
                new Job(9, Job.MAX_SUBMIT, 1, 1, 1),
                RejectReason.LATE,
                "job 9 arrives at 1099511627776, but virtual time is already at its end");
    }

    private void rejected(Job wrong, RejectReason reason, String message) {
        JobRejectedException error = assertThrows(JobRejectedException.class, () -> queue.submit(wrong));
        assertEquals(wrong.number(), error.job());
        assertEquals(reason, error.reason());
        assertEquals(message, error.getMessage());
    }

    @Test
    void aBatchIsTakenJobByJob() {
        BatchAcknowledgement answer = queue.submitAll(
                List.of(job, new Job(8, 1, 1, 1, 9), job, new Job(7, 1, 1, 1, 1), new Job(5, 1, 1, 1, 1)));
        assertEquals(
                List.of(new Acknowledgement(7, 10), new Acknowledgement(7, 10), new Acknowledgement(5, 1)),
                answer.accepted());
        assertEquals(
                List.of(RejectReason.TOO_LARGE, RejectReason.CONFLICT),
                answer.rejected().stream().map(Rejection::reason).toList());
        assertEquals(2, queue.summary().jobs());
    }

    @Test
    void timeNeverGoesBack() {
        queue.advance(50);
        assertEquals(50, queue.advance(49).time());
        assertEquals(50, queue.advance(-1).time());
        assertEquals(50, queue.summary().time());
    }

    @Test
    void anUnknownJobHasNoStatus() {
        UnknownJobException error = assertThrows(UnknownJobException.class, () -> queue.status(3));
        assertEquals(3, error.job());
        assertEquals("no job 3 was accepted", error.getMessage());
    }

    @Test
    void theScheduleComesInPages() {
        for (long number = 10; number > 0; number--) {
            Runs.submit(queue, new Job(number, number, 1, 1, 1));
        }
        queue.advance(6);
        assertEquals(List.of(1L, 2L, 3L), numbers(queue.schedule(0, 3)));
        assertTrue(queue.schedule(0, 3).more());
        assertEquals(List.of(4L), numbers(queue.schedule(3, 3)), "job 5 ends at 6");
        assertEquals(new SchedulePage(6, List.of(), false), queue.schedule(4, 3));
        assertEquals(1, queue.schedule(0, -5).rows().size());
        assertEquals(4, queue.schedule(Long.MIN_VALUE, Integer.MAX_VALUE).rows().size());
    }

    private static List<Long> numbers(SchedulePage page) {
        return page.rows().stream().map(ScheduledJob::job).toList();
    }

    @Test
    void aFullQueueSaysSo() {
        for (long number = 1; number <= JobQueue.MAX_JOBS; number++) {
            Runs.submit(queue, new Job(number, 0, 1, 1, 1));
        }
        rejected(
                new Job(JobQueue.MAX_JOBS + 1L, 0, 1, 1, 1),
                RejectReason.FULL,
                "job 1048577 comes when the queue holds 1048576 jobs, its limit");
        Summary end = queue.advance(JobQueue.END_OF_TIME);
        assertEquals(JobQueue.MAX_JOBS, end.finished());
        assertEquals(JobQueue.MAX_JOBS / 4, end.lastEnd());
    }

    @Test
    void sumsStopAtTheirLimit() {
        int machine = Job.MAX_PROCESSORS;
        JobQueueService huge = new JobQueueService(machine);
        for (long number = 1; number <= 5_000; number++) {
            Runs.submit(huge, new Job(number, 0, Job.MAX_SECONDS, 0, machine));
        }
        Summary end = huge.advance(JobQueue.END_OF_TIME);
        assertEquals(Long.MAX_VALUE, end.processorSeconds());
        assertEquals(5_000 * Job.MAX_SECONDS, end.lastEnd());
        assertEquals(4_999L * 5_000 / 2 * Job.MAX_SECONDS, end.waitSeconds());
    }

    @Test
    void valuesOutOfRangeCannotBeMade() {
        assertThrows(IllegalArgumentException.class, () -> new JobQueueService(0));
        assertThrows(IllegalArgumentException.class, () -> new JobQueueService(Job.MAX_PROCESSORS + 1));
        assertThrows(IllegalArgumentException.class, () -> new Job(0, 0, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Job(1, Job.MAX_SUBMIT + 1, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Job(1, 0, -1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Job(1, 0, 0, Job.MAX_SECONDS + 1, 1));
        String says = assertThrows(IllegalArgumentException.class, () -> new Job(1, 0, 0, 0, 0))
                .getMessage();
        assertEquals("a job's processors is 0; it must be from 1 to 1048576", says);
    }
}
