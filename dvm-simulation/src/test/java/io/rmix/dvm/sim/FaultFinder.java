package io.rmix.dvm.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.rmix.dvm.protocol.view.ViewRules;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Runs seeds with something wrong, on all processors, until a property fails, which must be one of those that speak of it. */
final class FaultFinder {
    /** Seeds that are run before it is looked whether one has found it: the least of these counts, so that it is the same one every time. */
    private static final long AT_ONCE = 32;

    /** Among members that come and go so many seeds are looked at, from the first that a fault names: near one that finds it where others would take minutes. */
    private static final long SEEDS_OF_MEMBERSHIP = 3000;

    private FaultFinder() {}

    /** Looks among members that come and go, with a wrong rule by which a view follows another. */
    static void found(long first, String property, ViewRules wrong) {
        found(first, property, following(wrong));
    }

    private static Faults following(ViewRules wrong) {
        return new Faults() {
            @Override
            public ViewRules viewRules() {
                return wrong;
            }
        };
    }

    /** Looks among members that come and go, with faults that remember nothing. */
    static void found(long first, String property, Faults faults) {
        found(first, property, () -> faults, () -> Faults.NONE);
    }

    /** Looks among members that come and go, with faults that show only beside others. */
    static void found(long first, String property, Supplier<Faults> faults, Supplier<Faults> other) {
        found(first, SEEDS_OF_MEMBERSHIP, Scenario::ofMembership, property, faults, other);
    }

    /** The same where what was decided is known to few, whom nobody hears. */
    static void foundInTheDark(String property, Supplier<Faults> faults, Supplier<Faults> other) {
        found(0, SEEDS_OF_MEMBERSHIP, Scenario::ofDeciders, property, faults, other);
    }

    /** The same with a wrong rule. */
    static void foundInTheDark(String property, ViewRules wrong) {
        foundInTheDark(property, () -> following(wrong), () -> Faults.NONE);
    }

    /** Looks in so many seeds from 1 on, with faults that remember nothing. */
    static void found(long seeds, LongFunction<Scenario> scenario, String property, Faults faults) {
        found(1, seeds, scenario, property, () -> faults, () -> Faults.NONE);
    }

    /**
     * Looks in a range of seeds.
     *
     * @param first seed, or what {@code -Dsim.faults.first} says
     * @param seeds so many, before it is not found
     * @param property a regular expression for the beginning of the failure
     * @param faults made anew for each run
     * @param other what must not fail for the same seed: less wrong than these, for a fault that shows only beside another one
     */
    private static void found(
            long first,
            long seeds,
            LongFunction<Scenario> scenario,
            String property,
            Supplier<Faults> faults,
            Supplier<Faults> other) {
        long from = Long.getLong("sim.faults.first", first);
        OptionalLong found = OptionalLong.empty();
        for (long at = from; found.isEmpty() && at < from + seeds; at += AT_ONCE) {
            found = LongStream.range(at, Math.min(at + AT_ONCE, from + seeds))
                    .parallel()
                    .filter(seed -> !failure(scenario.apply(seed), faults.get()).isEmpty()
                            && failure(scenario.apply(seed), other.get()).isEmpty())
                    .min();
        }
        if (found.isEmpty()) {
            fail("not found in " + seeds + " seeds from " + from);
        }
        String failure = failure(scenario.apply(found.getAsLong()), faults.get());
        assertEquals(failure, failure(scenario.apply(found.getAsLong()), faults.get()), "a seed replays");
        assertTrue(failure.matches("(?s)seed \\d+: (" + property + ").*"), failure);
        System.out.println(failure.lines().findFirst().orElse(""));
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
