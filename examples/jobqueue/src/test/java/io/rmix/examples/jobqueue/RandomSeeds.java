package io.rmix.examples.jobqueue;

import java.util.function.LongConsumer;

/** Runs a check for many seeds, or for the one given; a failure says how to replay it. */
final class RandomSeeds {
    private RandomSeeds() {}

    static void forEach(int seeds, LongConsumer check) {
        Long only = Long.getLong("jobqueue.seed");
        long first = only == null ? 1 : only;
        long last = only == null ? seeds : only;
        String test = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .getCallerClass()
                .getSimpleName();
        for (long seed = first; seed <= last; seed++) {
            try {
                check.accept(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + " fails; replay it with: mvn -pl examples/jobqueue -am test"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dtest=" + test
                                + " -Dtest.args=-Djobqueue.seed=" + seed,
                        e);
            }
        }
    }
}
