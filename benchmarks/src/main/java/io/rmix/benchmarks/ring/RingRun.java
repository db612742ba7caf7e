package io.rmix.benchmarks.ring;

import io.rmix.benchmarks.measure.Comparison;
import io.rmix.benchmarks.measure.Report;
import io.rmix.benchmarks.measure.Result;
import io.rmix.benchmarks.measure.Sample;
import io.rmix.benchmarks.measure.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All that is measured with one count of members: the processes of all contenders live side by side and take turns. */
final class RingRun implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");

    private final RingSettings settings;
    private final int count;
    private final Path folder;
    private final Board board;
    private final Map<Contender, Members> contenders = new EnumMap<>(Contender.class);
    private final List<Comparison> comparisons = new ArrayList<>();

    /** Starts nothing yet. */
    RingRun(RingSettings settings, int count, Set<Part> parts, Set<Contender> peers) throws IOException {
        this.settings = settings;
        this.count = count;
        folder = Files.isDirectory(MEMORY)
                ? Files.createTempDirectory(MEMORY, "dvm-bench")
                : Files.createTempDirectory("dvm-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(this::deleteFolder));
        board = new Board(boardFile(), count);
        for (Part part : parts) {
            for (Contender peer : part.peers()) {
                if (part.isFor(count) && peers.contains(peer)) comparisons.add(comparison(part, peer));
            }
        }
    }

    private Path boardFile() {
        return folder.resolve("board");
    }

    private Comparison comparison(Part part, Contender peer) throws IOException {
        return new Comparison(
                "ring of " + count + " to " + peer.title() + ", " + part.load().title(),
                new LoadedSide(members(Contender.OURS), part.load()),
                new LoadedSide(members(peer), part.load()),
                part.measure(),
                settings.haveTargets() ? part.target(peer, count) : null,
                0);
    }

    private Members members(Contender contender) throws IOException {
        Members members = contenders.get(contender);
        if (members == null) {
            members = new Members(contender, settings, count, board);
            contenders.put(contender, members);
        }
        return members;
    }

    private record LoadedSide(Members members, Load load) implements Side {
        @Override
        public String name() {
            return members.name();
        }

        @Override
        public Sample run(Duration window) {
            return members.run(load, window);
        }

        @Override
        public Duration warmUp(Duration usual) {
            return load.warmUp(members.contender().warmUp(usual, members.count()));
        }
    }

    /** Whether there is nothing to compare. */
    boolean isEmpty() {
        return comparisons.isEmpty();
    }

    /** About how long {@link #measure} takes. */
    Duration planned(Report report) {
        return report.planned(comparisons).plusSeconds(2L * count * contenders.size());
    }

    List<Result> measure(Report report) throws Exception {
        String title = "ring of " + count;
        for (Members each : contenders.values()) {
            System.err.println(title + ": starting " + each.name());
            each.start(boardFile(), settings);
        }
        return report.run(title, comparisons);
    }

    /** That members of a contender delivered the same sequence. */
    record Order(String contender, int members, long delivered) {}

    /** Of all contenders; {@link #measure} has checked it after each window. */
    List<Order> orders() {
        return contenders.values().stream()
                .map(each -> new Order(each.name(), count, each.delivered()))
                .toList();
    }

    @Override
    public void close() throws IOException {
        board.stop();
        for (Members each : contenders.values()) each.close();
        deleteFolder();
    }

    /** Also when the user interrupts the run. */
    private void deleteFolder() {
        if (!Files.isDirectory(folder)) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        } catch (IOException e) {
            System.err.println("left behind: " + folder + " (" + e + ")");
        }
    }
}
