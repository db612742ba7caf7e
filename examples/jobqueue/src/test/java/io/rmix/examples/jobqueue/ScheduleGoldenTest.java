package io.rmix.examples.jobqueue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Small cases written by hand. Each line: submit, run time, estimate, processors {@code ->} start, end. Jobs are numbered from 1 in
 * the order of the lines; the rules are those of {@code docs/JOBQUEUE.md}. Both schedulers must agree with every case.
 */
class ScheduleGoldenTest {
    @Test
    void theExampleOfTheDocumentation() {
        check(4, """
                0 10 10 3 -> 0 10
                1  5  5 4 -> 14 19
                2  9  9 1 -> 19 28
                3 11  7 1 -> 3 14
                """);
    }

    @Test
    void firstComeFirstServedWhileJobsFit() {
        check(4, """
                0 5 5 2 -> 0 5
                0 5 5 2 -> 0 5
                1 5 5 4 -> 5 10
                2 5 5 1 -> 10 15
                """);
    }

    @Test
    void tiesInSubmitTimeGoByNumber() {
        check(1, """
                7 3 3 1 -> 7 10
                7 2 2 1 -> 10 12
                7 1 1 1 -> 12 13
                """);
    }

    @Test
    void backfilledIfExpectedToEndAtTheReservation() {
        check(3, """
                0 10 10 2 -> 0 10
                1  4  4 3 -> 10 14
                2  8  8 1 -> 2 10
                """);
    }

    @Test
    void notBackfilledIfExpectedToEndOneSecondLater() {
        check(3, """
                0 10 10 2 -> 0 10
                1  4  4 3 -> 10 14
                2  9  9 1 -> 14 23
                """);
    }

    @Test
    void notBackfilledOnATooLongEstimateEvenIfItWouldHaveEnded() {
        check(3, """
                0 10 10 2 -> 0 10
                1  4  4 3 -> 10 14
                2  1 99 1 -> 14 15
                """);
    }

    @Test
    void spareProcessorsAreGivenOnce() {
        check(4, """
                0 10  10 2 -> 0 10
                1  4   4 3 -> 10 14
                2 50  50 1 -> 2 52
                2 50  50 1 -> 14 64
                2  6   6 1 -> 2 8
                """);
    }

    @Test
    void jobsThatEndTogetherAtTheReservationAllCountAsSpare() {
        check(4, """
                0 10 10 2 -> 0 10
                0 10 10 1 -> 0 10
                1  4  4 3 -> 10 14
                2 99 99 1 -> 2 101
                """);
    }

    @Test
    void oneSecondBeyondTheReservationTakesFromTheSpare() {
        check(4, """
                0 10 10 2 -> 0 10
                1  4  4 3 -> 10 14
                2  9  9 1 -> 2 11
                2 50 50 1 -> 11 61
                """);
    }

    @Test
    void anOverrunAndAnotherExpectedInTheNextSecondBothCountAsSpare() {
        check(4, """
                0 20  5 2 -> 0 20
                0 10 10 1 -> 0 10
                9  4  4 3 -> 20 24
                9  5  5 1 -> 9 14
                """);
    }

    @Test
    void anEarlyEndStartsTheFirstJobAtOnce() {
        check(2, """
                0  3 100 2 -> 0 3
                1  5   5 2 -> 3 8
                """);
    }

    @Test
    void anOverrunMovesTheReservationToTheNextSecond() {
        check(3, """
                0 20  5 2 -> 0 20
                1  4  4 3 -> 20 24
                9  1  1 1 -> 9 10
                9  2  2 1 -> 24 26
                """);
    }

    @Test
    void noPassIsMadeWhenOnlyTheReservedTimeComes() {
        check(3, """
                0 20  5 2 -> 0 20
                1  4  4 3 -> 20 24
                5  1  1 1 -> 5 6
                6  3  3 1 -> 24 27
                """);
    }

    @Test
    void aBackfilledJobThatOverrunsDelaysTheFirst() {
        check(2, """
                0 10 10 1 -> 0 10
                1  5  5 2 -> 30 35
                2 28  8 1 -> 2 30
                """);
    }

    @Test
    void zeroLengthJobsStartAndEndInOneInstantOneAfterAnother() {
        check(1, """
                5 0 0 1 -> 5 5
                5 0 3 1 -> 5 5
                5 4 4 1 -> 5 9
                5 0 0 1 -> 9 9
                """);
    }

    @Test
    void aZeroLengthJobHoldsItsProcessorsThroughItsPass() {
        check(2, """
                0 0 9 1 -> 0 0
                0 5 5 2 -> 3 8
                0 3 3 1 -> 0 3
                """);
    }

    @Test
    void endsComeBeforeArrivalsAndArrivalsBeforeStarts() {
        check(2, """
                0 5 5 2 -> 0 5
                5 5 5 1 -> 5 10
                5 5 5 1 -> 5 10
                10 1 1 2 -> 10 11
                """);
    }

    @Test
    void estimateZeroIsTakenAsOneSecond() {
        check(2, """
                0 2 1 1 -> 0 2
                0 5 5 2 -> 7 12
                0 7 0 1 -> 0 7
                """);
    }

    private static void check(int processors, String lines) {
        List<Job> jobs = new ArrayList<>();
        List<ScheduledJob> expected = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            long number = jobs.size() + 1;
            String[] f = line.strip().split("[ >-]+");
            Job job = new Job(
                    number, Long.parseLong(f[0]), Long.parseLong(f[1]), Long.parseLong(f[2]), Integer.parseInt(f[3]));
            jobs.add(job);
            expected.add(new ScheduledJob(
                    number, job.submit(), Long.parseLong(f[4]), Long.parseLong(f[5]), job.processors()));
        }
        assertEquals(text(expected), text(Runs.schedule(processors, jobs)), "the scheduler");
        assertEquals(text(expected), text(NaiveScheduler.schedule(processors, jobs)), "the second scheduler");
    }

    private static String text(List<ScheduledJob> rows) {
        return rows.stream()
                .map(row -> "job " + row.job() + " -> " + row.start() + " " + row.end())
                .collect(Collectors.joining("\n"));
    }
}
