package io.rmix.benchmarks.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Two sides, run in turn in one run, so that a machine whose speed drifts disturbs both alike. The side that goes first changes
 * from pair to pair.
 */
public final class Comparison {
    private final String name;
    private final Side ours;
    private final Side theirs;
    private final Measure measure;
    private final double target;
    private final double bytesTarget;

    /** What of a sample is compared. */
    public enum Measure {
        /** Median time of an operation: less is better. */
        P50_MICROS(Sample::p50Micros, true),
        /** Operations a second: more is better. */
        RATE(Sample::rate, false);

        private final ToDoubleFunction<Sample> value;
        private final boolean lessIsBetter;

        Measure(ToDoubleFunction<Sample> value, boolean lessIsBetter) {
            this.value = value;
            this.lessIsBetter = lessIsBetter;
        }

        public double of(Sample sample) {
            return value.applyAsDouble(sample);
        }

        public boolean lessIsBetter() {
            return lessIsBetter;
        }
    }

    /**
     * What came out.
     *
     * @param ratio ours / theirs
     * @param ours median of our samples' figures
     * @param theirs median of theirs
     * @param target the ratio that is aimed at, 0 for none
     * @param bytesTarget most bytes allocated for an operation, in theirs; 0 for no bound
     * @param met whether the better end of the interval meets the target, and the bytes theirs
     */
    public record Result(
            String name,
            String unit,
            String oursName,
            String theirsName,
            double ours,
            double theirs,
            Ratio ratio,
            double oursBytesPerOperation,
            double theirsBytesPerOperation,
            double target,
            double bytesTarget,
            boolean met) {}

    /**
     * @param target the ratio that is aimed at, 0 for none
     * @param bytesTarget most bytes allocated for an operation, in theirs; 0 for no bound
     */
    public Comparison(String name, Side ours, Side theirs, Measure measure, double target, double bytesTarget) {
        this.name = name;
        this.ours = ours;
        this.theirs = theirs;
        this.measure = measure;
        this.target = target;
        this.bytesTarget = bytesTarget;
    }

    /** Says how far it is. */
    public interface Progress {
        void pair(String name, int done, int of);
    }

    public Result run(int pairs, Duration warmUp, Duration window, Progress progress) throws Exception {
        progress.pair(name, 0, pairs);
        Duration part = warmUp.dividedBy(4);
        for (int i = 0; i < 4; i++) {
            ours.run(part);
            theirs.run(part);
        }
        List<Sample> a = new ArrayList<>();
        List<Sample> b = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            if (i % 2 == 0) a.add(ours.run(window));
            b.add(theirs.run(window));
            if (i % 2 == 1) a.add(ours.run(window));
            progress.pair(name, i + 1, pairs);
        }
        return result(a, b);
    }

    private Result result(List<Sample> a, List<Sample> b) {
        double[] ratios = new double[a.size()];
        for (int i = 0; i < ratios.length; i++) ratios[i] = measure.of(a.get(i)) / measure.of(b.get(i));
        Ratio ratio = Ratio.of(ratios);
        boolean met = measure.lessIsBetter() ? ratio.low() <= target : ratio.high() >= target;
        double oursBytes = median(a, Sample::bytesPerOperation);
        double theirsBytes = median(b, Sample::bytesPerOperation);
        boolean bytesMet = bytesTarget == 0 || oursBytes <= bytesTarget * theirsBytes;
        return new Result(
                name,
                measure == Measure.RATE ? "operations/s" : "p50 us",
                ours.name(),
                theirs.name(),
                median(a, measure::of),
                median(b, measure::of),
                ratio,
                oursBytes,
                theirsBytes,
                target,
                bytesTarget,
                (target == 0 || met) && bytesMet);
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
        double[] values = samples.stream().mapToDouble(value).sorted().toArray();
        return values[values.length / 2];
    }
}
