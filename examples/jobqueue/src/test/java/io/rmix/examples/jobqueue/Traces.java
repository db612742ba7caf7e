package io.rmix.examples.jobqueue;

import io.rmix.examples.jobqueue.swf.BadLinePolicy;
import io.rmix.examples.jobqueue.swf.SwfOptions;
import io.rmix.examples.jobqueue.swf.SwfReader;
import io.rmix.examples.jobqueue.trace.TraceGenerator;
import io.rmix.examples.jobqueue.trace.TraceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The traces that tests replay: made ones, and the log of NASA's iPSC/860 where it is there. The log is looked for where the system
 * property {@code jobqueue.trace} or the environment's {@code JOBQUEUE_TRACE} says, or else in {@code ../shared/data} beside the
 * repository.
 */
public final class Traces {
    private static final String LOG = "NASA-iPSC-1993-3.1-cln.swf.gz";

    /** A trace under a name. */
    public record Trace(String name, int processors, List<Job> jobs) {
        @Override
        public String toString() {
            return name + " on " + processors + " processors";
        }
    }

    private Traces() {}

    /** Made traces of several machines and loads, and the log if it is there. */
    public static List<Trace> all() {
        List<Trace> traces = new ArrayList<>();
        traces.add(made(new TraceSettings(1, 4_000, 128, 0.75)));
        traces.add(made(new TraceSettings(2, 1_500, 37, 1.3)));
        traces.add(made(new TraceSettings(3, 1_500, 1, 0.5)));
        traces.add(made(new TraceSettings(4, 2_000, 1_024, 0.9)));
        log().ifPresent(file -> traces.add(read(file)));
        return traces;
    }

    /** A made trace. */
    public static Trace made(TraceSettings settings) {
        return new Trace(
                settings.toString(),
                settings.processors(),
                TraceGenerator.stream(settings).toList());
    }

    /** The log's file; a file that was asked for by name must be there. */
    public static Optional<Path> log() {
        String asked = System.getProperty("jobqueue.trace", System.getenv("JOBQUEUE_TRACE"));
        if (asked != null) {
            return Optional.of(Path.of(asked));
        }
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.exists(root.resolve(".mvn"))) {
            root = root.getParent();
        }
        return Optional.ofNullable(root)
                .map(path -> path.resolveSibling("shared").resolve("data").resolve(LOG))
                .filter(Files::exists);
    }

    /** A trace read strictly, on the machine that its header names. */
    public static Trace read(Path file) {
        try (SwfReader reader = SwfReader.open(file, SwfOptions.of(BadLinePolicy.FATAL, line -> {}))) {
            List<Job> jobs = reader.readAll();
            int processors = reader.header().processors().orElseThrow();
            return new Trace(String.valueOf(file.getFileName()), processors, jobs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
