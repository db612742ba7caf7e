package io.rmix.benchmarks.ring;

import io.rmix.benchmarks.measure.Measure;
import io.rmix.benchmarks.measure.Target;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of {@code dvm bench ring}: a load, and beside whom it is measured. */
enum Part {
    /** Rates with all members sending. */
    RATE(Load.ALL, Contender.JGROUPS, Contender.BARE),
    /** Rates with one member sending; no targets. */
    ONE(Load.ONE, Contender.JGROUPS, Contender.BARE),
    /** Time to the last member, unloaded. */
    LATENCY(Load.UNLOADED, Contender.JGROUPS),
    /** Rates with one member sending, beside Ratis, with three members only. */
    RATIS(Load.ONE, Contender.RATIS);

    /** Counts of members that the targets are for. */
    private static final Set<Integer> COUNTS = Set.of(3, 5, 8);

    private final Load load;
    private final List<Contender> peers;

    Part(Load load, Contender... peers) {
        this.load = load;
        this.peers = List.of(peers);
    }

    Load load() {
        return load;
    }

    List<Contender> peers() {
        return peers;
    }

    Measure measure() {
        return load.timed() ? Measure.P50_MICROS : Measure.RATE;
    }

    boolean isFor(int members) {
        return this != RATIS || members == 3;
    }

    /** Of the ratio ours / theirs, if messages are those that the targets are for; null for none. */
    @Nullable Target target(Contender peer, int members) {
        return switch (this) {
            case RATE -> {
                if (!COUNTS.contains(members)) yield null;
                yield peer == Contender.BARE ? Target.of(0.7) : new Target(2.0, 1.3);
            }
            case ONE -> null;
            // Farther round a larger ring it must take longer than by one member that sends to all.
            case LATENCY -> members == 3 ? new Target(1.0, 1.3) : null;
            case RATIS -> Target.of(10);
        };
    }
}
