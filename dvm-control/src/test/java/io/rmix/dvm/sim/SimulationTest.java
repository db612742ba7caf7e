package io.rmix.dvm.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Every property, over as many seeds as {@code -Dsim.seeds} says (10,000 without it), on all processors. */
class SimulationTest {
    @Test
    void everySeedKeepsEveryProperty() {
        long seeds = Long.getLong("sim.seeds", 10_000);
        Simulation.Run run = all(seeds, Scenario::of);
        assertTrue(run.deliveries() >= seeds * Scenario.DELIVERIES, "only " + run);
        // A simulation in which nothing goes wrong would prove little.
        assertTrue(run.pulls() > seeds && run.holds() > seeds, "too peaceful: " + run);
    }

    /** {@code -Dsim.membership.seeds} says how many; each is as long as many of the others. */
    @Test
    void membersComeAndGo() {
        long seeds = Long.getLong("sim.membership.seeds", 1_000);
        Simulation.Run run = all(seeds, Scenario::ofMembership);
        assertTrue(
                run.views() > 2 * seeds && run.mishaps().size() == Mishaps.Kind.values().length,
                "too peaceful: " + run);
    }

    private static Simulation.Run all(long seeds, LongFunction<Scenario> scenario) {
        long first = Long.getLong("sim.first", 1);
        Map<Long, Failure> failures = new ConcurrentSkipListMap<>();
        AtomicReference<Simulation.Run> all = new AtomicReference<>(Simulation.Run.NONE);
        LongStream.range(first, first + seeds).parallel().forEach(seed -> {
            if (failures.size() < 5) {
                try {
                    all.accumulateAndGet(Simulation.run(scenario.apply(seed), Faults.NONE), Simulation.Run::plus);
                } catch (Failure e) {
                    failures.put(seed, e);
                }
            }
        });
        failures.values().stream().skip(1).forEach(each -> System.out.println(each.getMessage()));
        failures.values().stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
        Simulation.Run run = all.get();
        System.out.println(seeds + " seeds: " + run);
        return run;
    }

    /** What the line that a failure prints runs. */
    @Test
    void replaysOneSeed() {
        long seed = Long.getLong("sim.seed", 1);
        Scenario scenario = Boolean.getBoolean("sim.membership") ? Scenario.ofMembership(seed) : Scenario.of(seed);
        assertTrue(Simulation.run(scenario, Faults.NONE).deliveries() > 0);
    }
}
