package io.rmix.dvm.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Runs seeds with something wrong until a property fails, which must be one of those that speak of it. */
final class FaultFinder {
    private FaultFinder() {}

    /** Looks in so many seeds from 1 on, with faults that remember nothing. */
    static void found(long seeds, LongFunction<Scenario> scenario, String property, Faults faults) {
        found(1, seeds, scenario, property, () -> faults);
    }

    /**
     * Looks in a range of seeds.
     *
     * @param first seed, or what {@code -Dsim.faults.first} says
     * @param seeds so many, before it is not found
     * @param property a regular expression for the beginning of the failure
     * @param faults made anew for each run
     */
    static void found(
            long first, long seeds, LongFunction<Scenario> scenario, String property, Supplier<Faults> faults) {
        long from = Long.getLong("sim.faults.first", first);
        for (long seed = from; seed < from + seeds; seed++) {
            String failure = failure(scenario.apply(seed), faults.get());
            if (!failure.isEmpty()) {
                assertEquals(failure, failure(scenario.apply(seed), faults.get()), "a seed replays");
                assertTrue(failure.matches("(?s)seed \\d+: (" + property + ").*"), failure);
                System.out.println(failure.lines().findFirst().orElse(""));
                return;
            }
        }
        fail("not found in " + seeds + " seeds from " + from);
    }

    private static String failure(Scenario scenario, Faults faults) {
        try {
            Simulation.run(scenario, faults);
            return "";
        } catch (Failure e) {
            return String.valueOf(e.getMessage());
        }
    }
}
