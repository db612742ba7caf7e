package io.rmix.examples.jobqueue.trace;

import io.rmix.examples.jobqueue.Job;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Jobs of a made trace, one after another in the order of their submit times, numbered from 1.
 *
 * <p>Arrivals follow the hours of the day and the days of the week, and some come in the same second as the job before. Sizes are
 * mostly powers of two (Downey and Feitelson, The Elusive Goal of Workload Characterization, 1999), run times log-normal with some
 * of zero length. Estimates are mostly round figures above the run time, some equal to it, some below.
 *
 * <p>{@link Random} is used because its algorithm is specified; functions that may differ in the last digit between machines come
 * from {@link StrictMath}. Not for concurrent use.
 */
public final class TraceGenerator implements Iterator<Job> {
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;
    private static final long LONGEST = 36 * HOUR;
    private static final int CALIBRATION = 20_000;

    /** Arrivals in each hour of a working day, as a multiple of the mean. */
    private static final double[] HOURLY = {
        0.4, 0.3, 0.3, 0.2, 0.2, 0.3, 0.4, 0.7, 1.2, 1.6, 1.8, 1.7, 1.5, 1.7, 1.9, 1.9, 1.7, 1.4, 1.0, 0.9, 0.8, 0.7,
        0.6, 0.5
    };

    private static final double WEEKEND = 0.45;
    private static final double IN_THE_SAME_SECOND = 0.06;
    private static final List<Long> ROUND_ESTIMATES = List.of(
            5 * MINUTE,
            10 * MINUTE,
            15 * MINUTE,
            30 * MINUTE,
            HOUR,
            2 * HOUR,
            4 * HOUR,
            8 * HOUR,
            12 * HOUR,
            18 * HOUR,
            24 * HOUR,
            LONGEST);

    private final Random random;
    private final TraceSettings settings;
    private final double meanGap;
    private long time;
    private int made;

    /** A trace from its first job. */
    public TraceGenerator(TraceSettings settings) {
        this.settings = settings;
        this.random = new Random(settings.seed());
        this.meanGap = meanWork(settings) / (settings.processors() * settings.load());
    }

    /** The jobs of a trace, made as they are taken. */
    public static Stream<Job> stream(TraceSettings settings) {
        Spliterator<Job> jobs = Spliterators.spliterator(
                new TraceGenerator(settings), settings.jobs(), Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(jobs, false);
    }

    @Override
    public boolean hasNext() {
        return made < settings.jobs();
    }

    @Override
    public Job next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the trace has " + settings.jobs() + " jobs");
        }
        if (made > 0 && random.nextDouble() >= IN_THE_SAME_SECOND) {
            time += gap();
        }
        made++;
        int processors = processors(random, settings.processors());
        long runTime = runTime(random);
        return new Job(made, Math.min(time, Job.MAX_SUBMIT), runTime, estimate(random, runTime), processors);
    }

    /** An exponential gap, stretched or shortened by the hour it begins in. */
    private long gap() {
        boolean weekend = time / DAY % 7 >= 5;
        double rate = HOURLY[(int) (time % DAY / HOUR)] * (weekend ? WEEKEND : 1);
        double gap = -StrictMath.log(1 - random.nextDouble()) * meanGap / (1 - IN_THE_SAME_SECOND) / rate;
        return Math.round(gap);
    }

    private static int processors(Random random, int machine) {
        int widest = 31 - Integer.numberOfLeadingZeros(machine);
        double kind = random.nextDouble();
        if (kind < 0.25) {
            return 1;
        }
        if (kind < 0.9) {
            double toTheSmall = random.nextDouble() * random.nextDouble();
            return 1 << Math.min(widest, (int) (toTheSmall * (widest + 1)) + (widest > 2 ? 1 : 0));
        }
        return 1 + random.nextInt(machine);
    }

    private static long runTime(Random random) {
        double gaussian = random.nextGaussian();
        return random.nextDouble() < 0.01 ? 0 : Math.min(LONGEST, Math.round(StrictMath.exp(5.8 + 1.9 * gaussian)));
    }

    private static long estimate(Random random, long runTime) {
        double kind = random.nextDouble();
        double factor = random.nextDouble();
        if (kind < 0.1) {
            return runTime;
        }
        if (kind < 0.25) {
            return (long) (runTime * factor);
        }
        long padded = (long) (runTime * (1 + 2 * factor));
        return ROUND_ESTIMATES.stream()
                .filter(round -> round >= padded)
                .findFirst()
                .orElse(padded);
    }

    /** Mean processor seconds of a job, from a sample of its own that depends on the machine alone. */
    private static double meanWork(TraceSettings settings) {
        Random random = new Random(settings.processors());
        double work = 0;
        for (int i = 0; i < CALIBRATION; i++) {
            work += (double) processors(random, settings.processors()) * runTime(random);
        }
        return work / CALIBRATION;
    }
}
