package io.rmix.benchmarks.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Two sides of which {@link Turns} takes samples, one of each in each round.
 *
 * @param name for tables
 * @param ours the side that has the target
 * @param theirs the side that it is compared with
 * @param measure what of the samples is compared
 * @param target of the ratio ours / theirs; null for none
 * @param bytesTarget most bytes allocated for an operation, in theirs; 0 for no bound
 */
public record Comparison(
        String name,
        Side ours,
        Side theirs,
        Measure measure,
        @Nullable Target target,
        double bytesTarget) {
    /**
     * What the samples say.
     *
     * @param a our samples, at least 6
     * @param b theirs, of the same rounds
     */
    public Result result(List<Sample> a, List<Sample> b) {
        double[] ratios = new double[a.size()];
        for (int i = 0; i < ratios.length; i++) ratios[i] = measure.of(a.get(i)) / measure.of(b.get(i));
        Ratio ratio = Ratio.of(ratios);
        double oursBytes = median(a, Sample::bytesPerOperation);
        double theirsBytes = median(b, Sample::bytesPerOperation);
        Verdict verdict = target == null ? Verdict.NONE : target.judge(ratio, measure.lessIsBetter());
        if (bytesTarget > 0 && oursBytes > bytesTarget * theirsBytes) verdict = Verdict.MISSED;
        return new Result(
                name,
                measure.unit(),
                ours.name(),
                theirs.name(),
                median(a, measure::of),
                median(b, measure::of),
                ratio,
                oursBytes,
                theirsBytes,
                target,
                bytesTarget,
                verdict);
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
        double[] values = samples.stream().mapToDouble(value).sorted().toArray();
        return values[values.length / 2];
    }
}
