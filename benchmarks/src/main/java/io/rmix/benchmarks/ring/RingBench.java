package io.rmix.benchmarks.ring;

import io.rmix.benchmarks.measure.Report;
import io.rmix.benchmarks.measure.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dvm bench ring}. */
@Command(
        name = "ring",
        description = {
            "Broadcast in total order beside JGroups SEQUENCER (TCP, TCP_NODELAY on), a bare ring of sockets that does"
                    + " two laps, and Apache Ratis (gRPC, log in memory), in turn in one run.",
            "Each member is a process. Rates are deliveries a second at the slowest member, times are those to the"
                    + " last member. After each window all members of a contender must have delivered the same sequence.",
            "The targets are for the defaults: 1 KiB over gRPC at 3, 5 and 8 members. Exit code 1: a floor is missed,"
                    + " or something could not be measured."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dvm bench ring --json",
            "  dvm bench ring --members 3 --only rate,latency --pairs 7",
            "  dvm bench ring --members 3 --only one --sides jgroups --links grpc,rmi,soap"
        })
public final class RingBench implements Callable<Integer> {
    private static final int MAX_PAYLOAD = 128 << 10;
    private static final int MAX_OUTSTANDING = 1 << 14;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Report report = new Report(90, 3);

    @Option(
            names = "--members",
            split = ",",
            description = "counts of members, each 2 to 16 (default: ${DEFAULT-VALUE})",
            defaultValue = "3,5,8")
    private Set<Integer> members = new LinkedHashSet<>();

    @Option(
            names = "--only",
            split = ",",
            description =
                    "parts of rate (all sending), one (one sending), latency (one sending, one message at a time),"
                            + " ratis (one sending, at 3 members) (default: ${DEFAULT-VALUE})",
            defaultValue = "rate,latency,ratis")
    private Set<Part> parts = new LinkedHashSet<>();

    @Option(
            names = "--sides",
            split = ",",
            description = "whom to measure beside, of jgroups, bare, ratis (default: ${DEFAULT-VALUE})",
            defaultValue = "jgroups,bare,ratis")
    private Set<Contender> sides = new LinkedHashSet<>();

    @Option(names = "--payload", description = "bytes of a message (default: ${DEFAULT-VALUE})", defaultValue = "1024")
    private int payload;

    @Option(
            names = "--outstanding",
            description = "own messages a sender has undelivered (default: ${DEFAULT-VALUE}; Ratis at least 4096)",
            defaultValue = "256")
    private int outstanding;

    @Option(
            names = "--links",
            split = ",",
            description = "providers of our links, dealt round the ring (default: ${DEFAULT-VALUE})",
            defaultValue = "grpc")
    private List<String> links = new ArrayList<>();

    private final List<Result> results = new ArrayList<>();
    private final List<RingRun.Order> orders = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        check();
        RingSettings settings = new RingSettings(payload, outstanding, links);
        Duration planned = Duration.ZERO;
        for (int count : members) {
            try (RingRun run = new RingRun(settings, count, parts, sides)) {
                if (run.isEmpty()) throw wrong("--only and --sides leave nothing to compare at " + count + " members");
                planned = planned.plus(run.planned(report));
            }
        }
        System.err.printf(
                "this takes about %d minutes%n", planned.plusSeconds(59).toMinutes());
        for (int count : members) measure(settings, count);
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("payload", payload);
        more.put("outstanding", outstanding);
        more.put("sameOrder", orders);
        more.put("failures", failures);
        int code = report.print("ring", results, more);
        for (RingRun.Order each : orders)
            System.err.printf(
                    "%s: %d members delivered the same %,d messages in the same order%n",
                    each.contender(), each.members(), each.delivered());
        for (String each : failures) System.err.println(each);
        return failures.isEmpty() ? code : 1;
    }

    /** What fails with one count of members leaves the results of the others. */
    private void measure(RingSettings settings, int count) throws InterruptedException {
        try (RingRun run = new RingRun(settings, count, parts, sides)) {
            results.addAll(run.measure(report));
            orders.addAll(run.orders());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failures.add("ring of " + count + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }

    private void check() {
        for (int count : members) range("--members", count, 2, 16);
        range("--payload", payload, RingMember.HEADER, MAX_PAYLOAD);
        range("--outstanding", outstanding, 1, MAX_OUTSTANDING);
        if (sides.contains(Contender.OURS)) throw wrong("--sides: expected whom to measure beside ours, not ours");
        report.check();
    }

    private void range(String option, int value, int least, int most) {
        if (value < least || value > most)
            throw wrong(option + ": expected " + least + " to " + most + ", not " + value);
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
