package io.rmix.examples.jobqueue.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.swf.SwfWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TraceGeneratorTest {
    private static final int JOBS = 20_000;

    /** SHA-256 of the trace of seed 1 as SWF: it must be the same with every JDK and on every processor. */
    private static final String SEED_1 = "76dc5b140873da3eae60f7844d0465d780c574d7dab7e26b1a43aaa1b90dd42a";

    private final List<Job> jobs =
            TraceGenerator.stream(TraceSettings.of(1, JOBS)).toList();

    private static String digest(List<Job> jobs) {
        StringBuilder text = new StringBuilder();
        try {
            SwfWriter.write(text, 128, "seed 1", jobs.iterator());
            byte[] ascii = text.toString().getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(ascii));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private double share(Predicate<Job> of) {
        return (double) jobs.stream().filter(of).count() / JOBS;
    }

    private static void between(double least, double value, double most) {
        assertTrue(value >= least && value <= most, () -> value + " is not from " + least + " to " + most);
    }

    @Test
    void aSeedGivesTheSameTraceOnEveryMachine() {
        assertEquals(jobs, TraceGenerator.stream(TraceSettings.of(1, JOBS)).toList());
        assertNotEquals(jobs, TraceGenerator.stream(TraceSettings.of(2, JOBS)).toList());
        assertEquals(SEED_1, digest(jobs));
    }

    @Test
    void jobsAreNumberedAndInOrderOfArrival() {
        for (int i = 0; i < JOBS; i++) {
            assertEquals(i + 1, jobs.get(i).number());
            assertTrue(i == 0 || jobs.get(i).submit() >= jobs.get(i - 1).submit());
        }
        long ties = 0;
        for (int i = 1; i < JOBS; i++) {
            ties += jobs.get(i).submit() == jobs.get(i - 1).submit() ? 1 : 0;
        }
        between(0.03, (double) ties / JOBS, 0.15);
    }

    @Test
    void sizesAreMostlyPowersOfTwo() {
        between(0.85, share(job -> Integer.bitCount(job.processors()) == 1), 0.97);
        between(0.2, share(job -> job.processors() == 1), 0.5);
        between(0.005, share(job -> job.processors() > 64), 0.2);
        assertTrue(jobs.stream().allMatch(job -> job.processors() <= 128));
    }

    @Test
    void estimatesAreAboveAtAndBelowTheRunTime() {
        between(0.6, share(job -> job.estimate() > job.runTime()), 0.9);
        between(0.08, share(job -> job.estimate() == job.runTime()), 0.3);
        between(0.08, share(job -> job.estimate() < job.runTime()), 0.2);
    }

    @Test
    void someJobsHaveNoLengthAndNoneIsEndless() {
        between(0.005, share(job -> job.runTime() == 0), 0.03);
        between(0.3, share(job -> job.runTime() < 330), 0.7);
        assertTrue(jobs.stream().allMatch(job -> job.runTime() <= 36 * 3_600));
    }

    @Test
    void theDayIsBusierThanTheNight() {
        double night = share(job -> job.submit() / 3_600 % 24 < 6);
        double day = share(job -> job.submit() / 3_600 % 24 >= 9 && job.submit() / 3_600 % 24 < 15);
        assertTrue(day > 2 * night, () -> day + " by day, " + night + " by night");
    }

    @Test
    void theLoadIsAboutWhatWasAskedFor() {
        double work = jobs.stream()
                .mapToDouble(job -> (double) job.runTime() * job.processors())
                .sum();
        double span = jobs.get(JOBS - 1).submit();
        between(0.55, work / span / 128, 0.95);
    }

    @Test
    void everyMachineSizeWorks() {
        for (int processors = 1; processors < 70; processors++) {
            int machine = processors;
            TraceSettings settings = new TraceSettings(processors, 500, processors, 1);
            assertTrue(TraceGenerator.stream(settings).allMatch(job -> job.processors() <= machine));
        }
    }

    @Test
    void endsAndRefusesWhatItCannotMake() {
        TraceGenerator one = new TraceGenerator(TraceSettings.of(1, 1));
        assertEquals(0, one.next().submit());
        assertThrows(NoSuchElementException.class, one::next);
        assertThrows(IllegalArgumentException.class, () -> new TraceSettings(1, -1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new TraceSettings(1, 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new TraceSettings(1, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new TraceSettings(1, 1, 1, Double.NaN));
    }
}
