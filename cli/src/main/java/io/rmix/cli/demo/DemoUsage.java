package io.rmix.cli.demo;

import io.rmix.cli.Schemes;
import io.rmix.cli.UserError;
import io.rmix.cli.config.Units;
import io.rmix.cli.fleet.RingLayout;
import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.JobQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What the options of a demo may be. Everything is checked before anything is started. */
final class DemoUsage {
    private DemoUsage() {}

    static void members(int members) {
        range("--members", members, 1, RingLayout.MAX_MEMBERS);
    }

    static void jobs(int jobs) {
        range("--jobs", jobs, 0, JobQueue.MAX_JOBS);
    }

    static void nodes(int nodes) {
        range("--nodes", nodes, 1, Job.MAX_PROCESSORS);
    }

    /** Silence after which a member is suspected; who is killed is to be missed soon, unless it is said otherwise. */
    static Duration suspicion(@Nullable String text, DemoPlan plan) {
        if (text == null) return Duration.ofSeconds(plan.kills() ? 2 : 10);
        return Units.duration(text)
                .filter(time -> time.toMillis() >= 1000 && time.toMillis() <= 60_000)
                .orElseThrow(() -> new UserError("--suspicion: expected a time from 1s to 60s, not '" + text + "'"));
    }

    static void links(List<String> links) {
        SortedSet<String> schemes = Schemes.found();
        for (String link : links)
            if (!schemes.contains(link))
                throw new UserError("--links: expected some of %s with commas between, not '%s'"
                        .formatted(String.join(", ", schemes), link));
    }

    /** A file that will be written at the end, when it would be a pity. */
    static void out(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        boolean writable = Files.exists(file) ? Files.isWritable(file) : folder != null && Files.isWritable(folder);
        if (!writable || Files.isDirectory(file))
            throw new UserError("--out: " + file + " cannot be written: expected a file in a folder that is there");
    }

    private static void range(String option, int value, int least, int most) {
        if (value < least || value > most)
            throw new UserError("%s: expected %d to %d, not %d".formatted(option, least, most, value));
    }
}
