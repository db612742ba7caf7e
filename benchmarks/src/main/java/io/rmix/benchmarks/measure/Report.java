package io.rmix.benchmarks.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that all benchmarks share, and how results are shown. */
public final class Report {
    @Option(
            names = "--pairs",
            description = "pairs of windows, one of each side, at least 6 (default: ${DEFAULT-VALUE})",
            defaultValue = "11")
    private int pairs;

    @Option(names = "--window", description = "seconds of a window (default: ${DEFAULT-VALUE})")
    private double window;

    @Option(names = "--warm-up", description = "seconds of warm-up of each side (default: ${DEFAULT-VALUE})")
    private double warmUp;

    @Option(names = "--json", description = "one JSON object on standard output instead of the table")
    private boolean json;

    /**
     * @param warmUp seconds that the benchmark's code takes to be compiled, as a rule
     * @param window seconds over which what disturbs a figure evens out, as a rule
     */
    public Report(double warmUp, double window) {
        this.warmUp = warmUp;
        this.window = window;
    }

    private static Duration seconds(double value) {
        return Duration.ofNanos((long) (value * 1e9));
    }

    /** Runs a comparison and shows how far it is on standard error. */
    public Comparison.Result run(Comparison comparison) throws Exception {
        return comparison.run(
                pairs,
                seconds(warmUp),
                seconds(window),
                (name, done, of) ->
                        System.err.printf("%s: %s%n", name, done == 0 ? "warming up" : "pair " + done + " of " + of));
    }

    /** Prints and says the exit code: 0 if every target is met. */
    public int print(String bench, List<Comparison.Result> results) throws IOException {
        boolean met = results.stream().allMatch(Comparison.Result::met);
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("bench", bench);
            all.put("java", System.getProperty("java.version"));
            all.put("processors", Runtime.getRuntime().availableProcessors());
            all.put("comparisons", results);
            System.out.println(new ObjectMapper().writeValueAsString(all));
        } else {
            table(System.out, results);
        }
        return met ? 0 : 1;
    }

    private static void table(PrintStream out, List<Comparison.Result> results) {
        String row = "%-26s %-12s %12s %12s  %-24s %10s %10s  %s%n";
        out.printf(
                row,
                "comparison",
                "unit",
                "ours",
                "theirs",
                "ratio (95 % interval)",
                "B/op ours",
                "B/op th.",
                "target");
        for (Comparison.Result r : results) {
            String ratio = String.format(
                    Locale.ROOT,
                    "%.3f (%.3f .. %.3f)",
                    r.ratio().median(),
                    r.ratio().low(),
                    r.ratio().high());
            String bytes = r.bytesTarget() == 0 ? "" : ", B/op " + r.bytesTarget();
            String target =
                    r.target() == 0 && bytes.isEmpty() ? "-" : r.target() + bytes + (r.met() ? " met" : " MISSED");
            out.printf(
                    row,
                    r.name(),
                    r.unit(),
                    number(r.ours()),
                    number(r.theirs()),
                    ratio,
                    number(r.oursBytesPerOperation()),
                    number(r.theirsBytesPerOperation()),
                    target);
        }
        for (Comparison.Result r : results) out.printf("%s: %s / %s%n", r.name(), r.oursName(), r.theirsName());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 1000 ? "%.1f" : "%,.0f", value);
    }
}
