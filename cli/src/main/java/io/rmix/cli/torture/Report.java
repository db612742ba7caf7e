package io.rmix.cli.torture;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rmix.cli.TextTable;
import io.rmix.cli.torture.load.Tally;
import io.rmix.cli.torture.verify.Violation;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a torture; with {@code --json}, this is what is printed, under these names.
 *
 * @param quorum policy
 * @param network how it was made
 * @param faults incidents of each kind
 * @param skipped incidents that were left out because the quorum would not have survived them
 * @param views that were installed
 * @param smallestView members of the smallest of them
 * @param positions of the total order that were compared at all members
 * @param hashes pairs of members whose state and order hashes were compared at one position
 * @param members all that took part
 * @param pauses what clients saw of the faults
 * @param elapsedSeconds from the first fault to the end
 * @param repeat the command that repeats the plan
 * @param folder where configurations, logs and traces are
 * @param seed of the plan
 * @param operations of the clients
 * @param violationCount how many there were
 * @param violations the first of them
 */
@JsonPropertyOrder({
    "quorum",
    "network",
    "seed",
    "elapsedSeconds",
    "faults",
    "skipped",
    "views",
    "smallestView",
    "positions",
    "hashes",
    "members",
    "pauses",
    "operations",
    "repeat",
    "folder",
    "violationCount",
    "violations"
})
record Report(
        String quorum,
        String network,
        long seed,
        double elapsedSeconds,
        Map<String, Integer> faults,
        int skipped,
        long views,
        int smallestView,
        long positions,
        long hashes,
        List<Member> members,
        Pauses pauses,
        Operations operations,
        String repeat,
        String folder,
        long violationCount,
        List<Violation> violations) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * One member.
     *
     * @param starts of its process
     * @param kills of its process
     * @param exclusions times its process ended because the others had gone on without it
     * @param greatestRss bytes in memory, sampled four times a second
     * @param greatestHeap bytes in use after a collection of garbage
     */
    @JsonPropertyOrder({"name", "starts", "kills", "exclusions", "greatestRss", "greatestHeap"})
    record Member(String name, int starts, int kills, int exclusions, long greatestRss, long greatestHeap) {}

    /**
     * Numbers of clients that took longer than half a second, or had to be sent again.
     *
     * @param count how many
     * @param p50Millis half of them were acknowledged within this time since they were first sent
     * @param maxMillis the longest
     * @param allP50Millis of all numbers
     * @param allP99Millis of all numbers
     */
    @JsonPropertyOrder({"count", "p50Millis", "maxMillis", "allP50Millis", "allP99Millis"})
    record Pauses(long count, double p50Millis, double maxMillis, double allP50Millis, double allP99Millis) {
        static Pauses of(Tally.Counts counts) {
            return new Pauses(
                    counts.pauses(),
                    counts.pauseP50() / 1000.0,
                    counts.pauseMax() / 1000.0,
                    counts.p50() / 1000.0,
                    counts.p99() / 1000.0);
        }
    }

    /**
     * What clients did.
     *
     * @param submitted numbers that were sent
     * @param acknowledged numbers that a member said to be written
     * @param unknown attempts that ended with UNKNOWN
     * @param refused attempts that ended with NOT_INVOKED
     * @param resent attempts beyond the first of each number
     * @param asked questions whether a number is written
     * @param unknownBroadcasts broadcasts of members that ended with UNKNOWN
     */
    @JsonPropertyOrder({"submitted", "acknowledged", "unknown", "refused", "resent", "asked", "unknownBroadcasts"})
    record Operations(
            long submitted,
            long acknowledged,
            long unknown,
            long refused,
            long resent,
            long asked,
            long unknownBroadcasts) {
        static Operations of(Tally.Counts counts, long unknownBroadcasts) {
            return new Operations(
                    counts.submitted(),
                    counts.acknowledged(),
                    counts.unknown(),
                    counts.refused(),
                    counts.resent(),
                    counts.asked(),
                    unknownBroadcasts);
        }
    }

    boolean isGood() {
        return violationCount == 0;
    }

    /** One JSON object. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can always be written", e);
        }
    }

    /** For people. */
    void print(PrintStream out) {
        List<List<String>> rows = new ArrayList<>();
        for (Member each : members)
            rows.add(List.of(
                    each.name(),
                    Integer.toString(each.starts()),
                    Integer.toString(each.kills()),
                    Integer.toString(each.exclusions()),
                    mebibytes(each.greatestRss()),
                    mebibytes(each.greatestHeap())));
        TextTable.lines(List.of("member", "starts", "kills", "exclusions", "MiB", "heap MiB"), rows)
                .forEach(out::println);
        List<List<String>> kinds = new ArrayList<>();
        faults.forEach((kind, count) -> kinds.add(List.of(kind, Integer.toString(count))));
        TextTable.lines(List.of("fault", "times"), kinds).forEach(out::println);
        out.printf(
                Locale.ROOT,
                "%,d operations submitted, %,d acknowledged; %,d attempts unknown, %,d not invoked, %,d sent again, %,d asked about%n",
                operations.submitted(),
                operations.acknowledged(),
                operations.unknown(),
                operations.refused(),
                operations.resent(),
                operations.asked());
        out.printf(
                Locale.ROOT,
                "%,d pauses, %,.0f ms (median) to %,.0f ms; of all operations %,.1f ms (median), %,.0f ms (99 %%)%n",
                pauses.count(),
                pauses.p50Millis(),
                pauses.maxMillis(),
                pauses.allP50Millis(),
                pauses.allP99Millis());
        out.printf(
                Locale.ROOT,
                "%,d views, the smallest of %d; %,d positions alike at all members, %,d pairs of hashes equal but for violations; %.1f s%n",
                views,
                smallestView,
                positions,
                hashes,
                elapsedSeconds);
        violations.forEach(each -> out.printf(
                Locale.ROOT,
                "VIOLATION at %.1f s: %s: %s%n",
                each.seconds(),
                each.rule().word(),
                each.what()));
        out.println(
                isGood()
                        ? "no violations"
                        : violationCount + " VIOLATIONS; logs and traces are in " + folder + "; repeat with: "
                                + repeat);
    }

    private static String mebibytes(long bytes) {
        return Long.toString(bytes >> 20);
    }
}
