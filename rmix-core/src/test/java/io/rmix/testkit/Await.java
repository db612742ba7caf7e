package io.rmix.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;

/** Waits for conditions, never for time. */
public final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Await() {}

    /** A condition that may throw: it then counts as not yet true. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Returns as soon as the condition holds; fails with what was awaited after 30 seconds. */
    public static void until(String what, Condition condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Exception last = null;
        while (System.nanoTime() < end) {
            try {
                if (condition.holds()) return;
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(1_000_000);
        }
        Assertions.fail("not within " + PATIENCE + ": " + what, last);
    }
}
