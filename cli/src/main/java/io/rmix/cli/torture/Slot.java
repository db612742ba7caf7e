package io.rmix.cli.torture;

import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.fleet.NodeProcess;
import io.rmix.cli.torture.net.Host;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A member, and the process that it has at the moment. Guarded by its {@link Crew}. */
final class Slot {
    final NodeSettings settings;
    final Host host;
    final Path config;
    /** Whether it is to have a process. */
    boolean wanted;
    /** Whether its process is stopped. */
    boolean stopped;
    /** Whether it has been told to leave. */
    boolean leaving;
    /** When it was told so, as {@link System#nanoTime} has it. */
    long leavingSince;
    /** The process, or that which it had last. */
    @Nullable NodeProcess process;
    /** Id of the process. */
    long id;
    /** When it was started, by the clock. */
    long startedMillis;
    /** Whether the process was killed. */
    boolean killed;
    /** When its end was seen, as {@link System#nanoTime} has it; 0 while it was not. */
    long endSeen;
    /** Whether its end was looked into. */
    boolean judged;

    int starts;
    int kills;
    int exclusions;
    long greatestRss;

    Slot(NodeSettings settings, Host host, Path config) {
        this.settings = settings;
        this.host = host;
        this.config = config;
    }

    String name() {
        return settings.name();
    }

    boolean runs() {
        NodeProcess now = process;
        return now != null && now.runs();
    }
}
