package io.rmix.benchmarks.measure;

import java.util.Arrays;

/**
 * The median of paired ratios with an interval that covers the true median with at least 95 %: order statistics of the binomial
 * distribution, exact and without an assumption on the noise (Conover, Practical Nonparametric Statistics, 3.2).
 *
 * @param median of the ratios
 * @param low end of the interval
 * @param high end of the interval
 * @param pairs how many there were
 */
public record Ratio(double median, double low, double high, int pairs) {
    private static final double MISS = 0.05;

    /** @param ratios at least 6, the fewest for which such an interval exists */
    public static Ratio of(double[] ratios) {
        if (ratios.length < 6)
            throw new IllegalArgumentException("an interval needs at least 6 pairs, not " + ratios.length);
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        int rank = rank(n);
        return new Ratio((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[rank - 1], sorted[n - rank], n);
    }

    /** The largest rank r so that the r-th smallest and the r-th largest enclose the median with 95 %. */
    static int rank(int n) {
        double term = Math.pow(0.5, n);
        double below = 0;
        for (int k = 0; ; k++) {
            below += term;
            if (2 * below > MISS) return k;
            term = term * (n - k) / (k + 1);
        }
    }
}
