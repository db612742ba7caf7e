package io.rmix.benchmarks.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that all benchmarks share, and how results are shown. */
public final class Report {
    /** Beside its window a side takes time to begin and to come to rest. */
    private static final double PAUSES = 0.8;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--pairs",
            description = "rounds, in each of which every side has a window, at least 6 (default: ${DEFAULT-VALUE})",
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

    /** Refuses options that cannot be. */
    public void check() {
        if (pairs < 6) throw wrong("--pairs: expected at least 6, fewer give no interval, not " + pairs);
        if (window <= 0) throw wrong("--window: expected more than 0 seconds, not " + window);
        if (warmUp < 0) throw wrong("--warm-up: expected at least 0 seconds, not " + warmUp);
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    /** About how long {@link #run} takes. */
    public Duration planned(List<Comparison> comparisons) {
        double all = 0;
        for (Side side : sides(comparisons))
            all += side.warmUp(seconds(warmUp)).toNanos() / 1e9
                    + pairs * window
                    + (Turns.WARM_UP_TURNS + pairs) * PAUSES;
        return seconds(all);
    }

    /**
     * Takes samples of all sides in turn, and shows how far it is on standard error.
     *
     * @param title of what is measured
     * @param comparisons between sides, some of which may be the same
     */
    public List<Result> run(String title, List<Comparison> comparisons) throws Exception {
        Map<Side, List<Sample>> samples = new Turns(sides(comparisons))
                .run(pairs, seconds(warmUp), seconds(window), now -> System.err.println(title + ": " + now));
        List<Result> results = new ArrayList<>();
        for (Comparison each : comparisons)
            results.add(each.result(
                    samples.getOrDefault(each.ours(), List.of()), samples.getOrDefault(each.theirs(), List.of())));
        return results;
    }

    /** Each once, those that are compared next to each other where that is possible. */
    private static Set<Side> sides(List<Comparison> comparisons) {
        Set<Side> sides = new LinkedHashSet<>();
        for (Comparison each : comparisons) {
            sides.add(each.theirs());
            sides.add(each.ours());
        }
        return sides;
    }

    /**
     * Prints and says the exit code: 0 if no target is missed.
     *
     * @param more for the JSON object
     */
    public int print(String bench, List<Result> results, Map<String, ?> more) throws IOException {
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("bench", bench);
            all.put("java", System.getProperty("java.version"));
            all.put("processors", Runtime.getRuntime().availableProcessors());
            all.put("pairs", pairs);
            all.put("windowSeconds", window);
            all.put("warmUpSeconds", warmUp);
            all.putAll(more);
            all.put("comparisons", results);
            System.out.println(new ObjectMapper().writeValueAsString(all));
        } else {
            Table.print(System.out, results);
        }
        return results.stream().anyMatch(each -> each.verdict() == Verdict.MISSED) ? 1 : 0;
    }
}
