package io.rmix.benchmarks.measure;

import org.jspecify.annotations.Nullable;

/**
 * What came out of a {@link Comparison}.
 *
 * @param name of the comparison
 * @param unit of the figures
 * @param oursName our side
 * @param theirsName their side
 * @param ours median of our samples' figures
 * @param theirs median of theirs
 * @param ratio ours / theirs
 * @param oursBytesPerOperation median of bytes allocated for an operation
 * @param theirsBytesPerOperation likewise
 * @param target of the ratio; null for none
 * @param bytesTarget most bytes allocated for an operation, in theirs; 0 for no bound
 * @param verdict on ratio and bytes
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
        @Nullable Target target,
        double bytesTarget,
        Verdict verdict) {}
