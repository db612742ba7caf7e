package io.rmix.cli.torture.verify;

import io.rmix.cli.torture.trace.TraceRecord;
import io.rmix.cli.torture.trace.TraceRecord.Applied;
import io.rmix.cli.torture.trace.TraceRecord.Finished;
import io.rmix.cli.torture.trace.TraceRecord.Heard;
import io.rmix.cli.torture.trace.TraceRecord.Installed;
import io.rmix.cli.torture.trace.TraceRecord.Outcome;
import io.rmix.cli.torture.trace.TraceRecord.Seat;
import io.rmix.cli.torture.trace.TraceRecord.Verdict;
import io.rmix.cli.torture.trace.TraceWriter;
import io.rmix.cli.torture.verify.Violation.Rule;
import io.rmix.dvm.Order;
import io.rmix.dvm.runtime.Checkpoint;
import io.rmix.dvm.runtime.MemberStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Traces as a test wants them, written as members write them, and what the verifier says of them. */
final class Doctored implements AutoCloseable {
    static final String LINEAGE = "00000000000000010000000000000002";
    /** A client. */
    static final long CLIENT = 1_000_000;

    final Violations violations = new Violations(each -> {});
    final Verifier verifier;
    private final Path folder;
    private final Map<String, TraceWriter> writers = new LinkedHashMap<>();

    Doctored(Path folder) {
        this.folder = folder;
        this.verifier = new Verifier(folder, violations);
    }

    /** Adds to what a member has written; its process has the number of its letter. */
    Doctored says(String member, TraceRecord... records) {
        TraceWriter writer = writers.computeIfAbsent(member, this::open);
        for (TraceRecord each : records) writer.write(each);
        return this;
    }

    private TraceWriter open(String member) {
        try {
            Path trace = folder.resolve(member + ".trace");
            verifier.follow(member.substring(0, 1), process(member), trace);
            return new TraceWriter(trace);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long process(String member) {
        return member.charAt(0);
    }

    /** The rules that are broken, in the order in which that is found. */
    List<Rule> rules() throws IOException {
        verifier.read();
        verifier.read();
        return violations.list().stream().map(Violation::rule).toList();
    }

    static Installed view(long number, String... names) {
        return view(LINEAGE, number, "1@a#1", names);
    }

    /** Names with {@code ?} behind them are learners. */
    static Installed view(String lineage, long number, String ballot, String... names) {
        return new Installed(
                number,
                lineage,
                ballot,
                List.of(names).stream()
                        .map(each -> new Seat(each.replace("?", ""), 1, !each.endsWith("?")))
                        .toList());
    }

    /** The client's number at a position, sent once. */
    static Applied write(long position, long number) {
        return write(position, number, number, Verdict.WRITTEN);
    }

    static Applied write(long position, long number, long attempt, Verdict verdict) {
        return new Applied(1, position, CLIENT, number, attempt, verdict, 1000 + number);
    }

    /** An atomic broadcast of member a. */
    static Heard atomic(long position, long number) {
        return new Heard(Order.ATOMIC, 1, position, process("a"), number, true);
    }

    /** A reliable broadcast of member a. */
    static Heard reliable(long number) {
        return new Heard(Order.RELIABLE, 1, 0, process("a"), number, true);
    }

    static Finished finished(Order order, long number, Outcome outcome, long position) {
        return new Finished(order, number, outcome, outcome == Outcome.ACKNOWLEDGED ? 1 : 0, position);
    }

    /** What a member says of itself, with hashes of its order and state at its first checkpoint. */
    static MemberStatus status(String name, String order, String state) {
        return new MemberStatus(
                "torture",
                name,
                1,
                1,
                "java",
                "OPERATIONAL",
                "",
                1,
                LINEAGE,
                "",
                List.of("a", "b"),
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                0,
                0,
                "",
                "",
                List.of(),
                List.of(new Checkpoint(256, order, state)),
                3,
                1,
                Optional.empty());
    }

    @Override
    public void close() throws IOException {
        for (TraceWriter each : writers.values()) each.close();
        verifier.close();
    }
}
