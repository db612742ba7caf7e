package io.rmix.benchmarks.ring;

import io.rmix.benchmarks.measure.Comparison;
import io.rmix.benchmarks.measure.Comparison.Measure;
import io.rmix.benchmarks.measure.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            "Broadcast in total order beside JGroups SEQUENCER (TCP, TCP_NODELAY on), in turn in one run.",
            "Each member is a process. Rates are deliveries a second at the slowest member."
        },
        footerHeading = "%nExample:%n",
        footer = "  dvm bench ring --members 3 --senders all --links grpc --json")
public final class RingBench implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Report report = new Report(90, 3);

    @Option(names = "--members", description = "2 to 16 (default: ${DEFAULT-VALUE})", defaultValue = "3")
    private int members;

    @Option(names = "--senders", description = "all or one (default: ${DEFAULT-VALUE})", defaultValue = "all")
    private Senders senders = Senders.all;

    @Option(names = "--payload", description = "bytes of a message (default: ${DEFAULT-VALUE})", defaultValue = "1024")
    private int payload;

    @Option(
            names = "--outstanding",
            description = "own messages a sender has undelivered (default: ${DEFAULT-VALUE})",
            defaultValue = "256")
    private int outstanding;

    @Option(
            names = "--links",
            split = ",",
            description = "providers of the links, dealt round the ring (default: ${DEFAULT-VALUE})",
            defaultValue = "grpc")
    private List<String> links = new ArrayList<>();

    /** Who sends. */
    enum Senders {
        all,
        one
    }

    @Override
    public Integer call() throws Exception {
        if (members < 2 || members > 16) throw wrong("--members must be 2 to 16, not " + members);
        if (payload < RingMember.HEADER) throw wrong("--payload must be at least " + RingMember.HEADER);
        if (outstanding < 1) throw wrong("--outstanding must be at least 1");
        Path file = Files.createTempFile("dvm-bench", ".board");
        Board board = new Board(file, members);
        try (Members ours = new Members("RMIX/DVM over " + String.join(",", links), 1, members, board);
                Members theirs = new Members("JGroups SEQUENCER", 2, members, board);
                AutoCloseable stop = () -> board.phase(Board.STOP)) {
            ours.start(file, dealt(), payload, outstanding, senders == Senders.all);
            theirs.start(file, dealt(), payload, outstanding, senders == Senders.all);
            ours.awaitReady();
            theirs.awaitReady();
            double target = senders == Senders.all ? 1.0 : 0;
            Comparison.Result result = report.run(new Comparison(
                    "ring of " + members + ", " + senders + " sending", ours, theirs, Measure.RATE, target, 0));
            if (!ours.identical()) throw new IllegalStateException("our members delivered different sequences");
            if (!theirs.identical()) throw new IllegalStateException("JGroups' members delivered different sequences");
            return report.print("ring", List.of(result));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private List<String> dealt() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < members; i++) all.add(links.get(i % links.size()));
        return all;
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
