package io.rmix.benchmarks.measure;

import java.util.Locale;

/**
 * What a ratio ours / theirs should be.
 *
 * @param aim what is wanted, greater than 0
 * @param floor what must be, no harder than the aim
 */
public record Target(double aim, double floor) {
    public Target {
        if (!(aim > 0 && floor > 0))
            throw new IllegalArgumentException("aim " + aim + ", floor " + floor + ": both are above 0");
    }

    /** A floor without a further aim. */
    public static Target of(double floor) {
        return new Target(floor, floor);
    }

    /** The better end of the interval counts, since noise alone must not fail a target. */
    Verdict judge(Ratio ratio, boolean lessIsBetter) {
        if (lessIsBetter ? ratio.low() <= aim : ratio.high() >= aim) return Verdict.MET;
        return (lessIsBetter ? ratio.low() <= floor : ratio.high() >= floor) ? Verdict.FLOOR_HELD : Verdict.MISSED;
    }

    @Override
    public String toString() {
        return aim == floor ? number(floor) : number(aim) + ", floor " + number(floor);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
