package io.rmix.dvm.sim;

import org.jspecify.annotations.Nullable;

/** A property does not hold. The message ends with the line that replays the seed. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(Scenario scenario, String what) {
        this(scenario, what, null);
    }

    Failure(Scenario scenario, String what, @Nullable Throwable cause) {
        super(
                "seed " + scenario.seed() + ": " + what
                        + "\nreplay: mvn -pl dvm-simulation -am test -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dtest=SimulationTest#replaysOneSeed -Dsim.seed=" + scenario.seed()
                        + (scenario.mishaps() > 0 ? " -Dsim.membership=true" : ""),
                cause);
    }
}
