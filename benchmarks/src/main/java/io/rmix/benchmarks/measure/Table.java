package io.rmix.benchmarks.measure;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Results for people. */
final class Table {
    private static final String ROW = " %-12s %12s %12s  %-24s %10s %10s  %-16s %s%n";

    private Table() {}

    static void print(PrintStream out, List<Result> results) {
        int width =
                results.stream().mapToInt(each -> each.name().length()).max().orElse(0);
        String format = "%-" + Math.max(width, "comparison".length()) + "s" + ROW;
        out.printf(
                format,
                "comparison",
                "unit",
                "ours",
                "theirs",
                "ratio (95 % interval)",
                "B/op ours",
                "B/op th.",
                "target",
                "verdict");
        for (Result each : results) row(out, format, each);
        for (Result each : results) out.printf("%s: %s / %s%n", each.name(), each.oursName(), each.theirsName());
    }

    private static void row(PrintStream out, String format, Result result) {
        Ratio ratio = result.ratio();
        String target = result.target() == null ? "-" : result.target().toString();
        out.printf(
                format,
                result.name(),
                result.unit(),
                number(result.ours()),
                number(result.theirs()),
                String.format(Locale.ROOT, "%.3f (%.3f .. %.3f)", ratio.median(), ratio.low(), ratio.high()),
                number(result.oursBytesPerOperation()),
                number(result.theirsBytesPerOperation()),
                result.bytesTarget() == 0 ? target : target + ", B/op " + result.bytesTarget(),
                result.verdict().text());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 1000 ? "%.1f" : "%,.0f", value);
    }
}
