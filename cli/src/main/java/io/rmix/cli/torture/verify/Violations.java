package io.rmix.cli.torture.verify;

import io.rmix.cli.torture.verify.Violation.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All that was found wrong; the first {@link #KEPT} of it in words. Any thread. */
public final class Violations {
    private static final int KEPT = 100;

    private final long begin = System.nanoTime();
    private final List<Violation> kept = new ArrayList<>();
    private final Consumer<Violation> told;
    private long count;

    /** @param told is told of each that is kept */
    public Violations(Consumer<Violation> told) {
        this.told = told;
    }

    /** One more. */
    public void add(Rule rule, String what) {
        Violation violation;
        synchronized (this) {
            if (++count > KEPT) return;
            violation = new Violation(rule, what, Math.round((System.nanoTime() - begin) / 1e6) / 1000.0);
            kept.add(violation);
        }
        told.accept(violation);
    }

    /** How many there were. */
    public synchronized long count() {
        return count;
    }

    /** The first of them. */
    public synchronized List<Violation> list() {
        return List.copyOf(kept);
    }
}
