package io.rmix.dvm.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.LongFunction;

/** Runs seeds with something wrong until a property fails, which must be one of those that speak of it. */
final class FaultFinder {
    private FaultFinder() {}

    /** @param property a regular expression for the beginning of the failure */
    static void found(long seeds, LongFunction<Scenario> scenario, String property, Faults faults) {
        for (long seed = 1; seed <= seeds; seed++) {
            try {
                Simulation.run(scenario.apply(seed), faults);
            } catch (Failure e) {
                Scenario again = scenario.apply(seed);
                Failure replayed = assertThrows(Failure.class, () -> Simulation.run(again, faults));
                assertEquals(e.getMessage(), replayed.getMessage(), "a seed replays");
                assertTrue(e.getMessage().matches("(?s)seed \\d+: (" + property + ").*"), e.getMessage());
                System.out.println(e.getMessage().lines().findFirst().orElse(""));
                return;
            }
        }
        fail("not found in " + seeds + " seeds");
    }
}
