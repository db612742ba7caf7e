package io.rmix.benchmarks.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sides that take turns in one run, so that a machine whose speed drifts disturbs all alike: in each round every side has one window, in
 * every other round in the opposite order.
 */
final class Turns {
    /** The warm-up too is in turns, so that no side's code has to be compiled in one go. */
    static final int WARM_UP_TURNS = 4;

    private final List<Side> sides;

    Turns(Collection<Side> sides) {
        this.sides = List.copyOf(sides);
    }

    /** Says how far it is. */
    interface Progress {
        void now(String what);
    }

    /** For each side its samples, one for each round. */
    Map<Side, List<Sample>> run(int rounds, Duration warmUp, Duration window, Progress progress) throws Exception {
        for (int i = 1; i <= WARM_UP_TURNS; i++) {
            progress.now("warming up, " + i + " of " + WARM_UP_TURNS);
            for (Side side : sides) side.run(side.warmUp(warmUp).dividedBy(WARM_UP_TURNS));
        }
        Map<Side, List<Sample>> samples = new LinkedHashMap<>();
        List<Side> order = new ArrayList<>(sides);
        for (int round = 1; round <= rounds; round++) {
            progress.now("round " + round + " of " + rounds);
            for (Side side : order)
                samples.computeIfAbsent(side, each -> new ArrayList<>()).add(sample(side, window));
            Collections.reverse(order);
        }
        return samples;
    }

    private static Sample sample(Side side, Duration window) throws Exception {
        Sample sample = side.run(window);
        if (sample.operations() == 0)
            throw new IllegalStateException(side.name() + " did nothing in a window of " + window.toMillis() + " ms");
        return sample;
    }
}
