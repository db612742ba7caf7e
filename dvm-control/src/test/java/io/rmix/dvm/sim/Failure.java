package io.rmix.dvm.sim;

/** A property does not hold. The message ends with the line that replays the seed. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(long seed, String what) {
        this(seed, what, null);
    }

    Failure(long seed, String what, Throwable cause) {
        super(
                "seed " + seed + ": " + what
                        + "\nreplay: mvn -pl dvm-control -am test -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dtest=SimulationTest#replaysOneSeed -Dsim.seed=" + seed,
                cause);
    }
}
