package io.rmix.dvm.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Every property, over as many seeds as {@code -Dsim.seeds} says of a ring that stays (10,000 without it), and {@code -Dsim.membership.seeds} of members that come
 * and go (15,000 without it; continuous integration runs 50,000), on all processors. {@code -Dsim.minutes} runs the latter for so long instead, tells once a minute how
 * far it is, and ends with a table of what went wrong how often.
 */
class SimulationTest {
    /** Seeds that are begun before it is looked at the time. */
    private static final long BATCH = 500;

    @Test
    void everySeedKeepsEveryProperty() {
        long seeds = Long.getLong("sim.seeds", 10_000);
        long first = Long.getLong("sim.first", 1);
        Simulation.Run run = all(first, seeds, Scenario::of);
        System.out.println(seeds + " seeds: " + run);
        assertTrue(run.deliveries() >= seeds * Scenario.DELIVERIES, "only " + run);
        // A simulation in which nothing goes wrong would prove little.
        assertTrue(run.pulls() > seeds && run.holds() > seeds, "too peaceful: " + run);
    }

    @Test
    void membersComeAndGo() {
        long minutes = Long.getLong("sim.minutes", 0);
        long most = minutes > 0 ? Long.MAX_VALUE : Long.getLong("sim.membership.seeds", 15_000);
        long first = Long.getLong("sim.first", 1);
        long start = System.nanoTime();
        long end = start + TimeUnit.MINUTES.toNanos(minutes);
        long seeds = 0;
        long told = 0;
        Simulation.Run run = Simulation.Run.NONE;
        while (seeds < most && (minutes == 0 || System.nanoTime() < end)) {
            long batch = Math.min(BATCH, most - seeds);
            run = run.plus(all(first + seeds, batch, Scenario::ofMembership));
            seeds += batch;
            long passed = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - start);
            if (minutes > 0 && passed > told) {
                told = passed;
                System.out.printf("%d of %d minutes: %,d seeds%n", passed, minutes, seeds);
            }
        }
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        System.out.printf(
                "membership: %,d seeds from %,d: %s; %,d events a second%n",
                seeds, first, run, run.events() * 1000 / millis);
        if (minutes > 0) {
            System.out.print(run.tally().table(seeds));
        }
        assertTrue(run.views() > 2 * seeds, "too peaceful: " + run);
        if (seeds >= 10_000) {
            assertEquals(List.of(), neverHappened(run), "everything that can go wrong does");
        }
    }

    private static List<Hit> neverHappened(Simulation.Run run) {
        return Arrays.stream(Hit.values())
                .filter(each -> each != Hit.NOTHING
                        && each != Hit.STARTED_BY_HAND
                        && run.tally().of(each) == 0)
                .toList();
    }

    private static Simulation.Run all(long first, long seeds, LongFunction<Scenario> scenario) {
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
        return all.get();
    }

    /** What the line that a failure prints runs. */
    @Test
    void replaysOneSeed() {
        long seed = Long.getLong("sim.seed", 1);
        Scenario scenario = Boolean.getBoolean("sim.membership") ? Scenario.ofMembership(seed) : Scenario.of(seed);
        assertTrue(Simulation.run(scenario, Faults.NONE).deliveries() > 0);
    }
}
