package io.rmix.benchmarks.ring;

import java.time.Duration;

/** Who sends how much. */
enum Load {
    /** All members, each with many messages outstanding. */
    ALL("all sending", 1),
    /** One member, with many messages outstanding. */
    ONE("one sending", 0.5),
    /** One member, one message at a time; the time until the last member has it is taken. */
    UNLOADED("unloaded", 0.2);

    private final String title;
    private final double warmUp;

    Load(String title, double warmUp) {
        this.title = title;
        this.warmUp = warmUp;
    }

    /** For tables. */
    String title() {
        return title;
    }

    /** Whether messages are timed one by one. */
    boolean timed() {
        return this == UNLOADED;
    }

    boolean sends(Contender contender, int member, int members) {
        return this == ALL || member == contender.lone(members);
    }

    /** Less where {@link #ALL} warms up most of the code, or few messages tell all. */
    Duration warmUp(Duration usual) {
        return Duration.ofNanos((long) (usual.toNanos() * warmUp));
    }
}
