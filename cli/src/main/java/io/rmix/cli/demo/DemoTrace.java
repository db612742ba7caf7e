package io.rmix.cli.demo;

import io.rmix.cli.UserError;
import io.rmix.examples.jobqueue.Job;
import io.rmix.examples.jobqueue.swf.BadLinePolicy;
import io.rmix.examples.jobqueue.swf.SwfException;
import io.rmix.examples.jobqueue.swf.SwfOptions;
import io.rmix.examples.jobqueue.swf.SwfReader;
import io.rmix.examples.jobqueue.trace.TraceGenerator;
import io.rmix.examples.jobqueue.trace.TraceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * The jobs of a demo.
 *
 * @param jobs in any order
 * @param nodes processors of the machine
 */
record DemoTrace(List<Job> jobs, int nodes) {
    /**
     * Reads a log in the Standard Workload Format.
     *
     * @param nodes if given, else what the log's header says
     */
    static DemoTrace read(Path file, OptionalInt nodes, BadLinePolicy policy) throws IOException {
        if (Files.isDirectory(file)) throw new UserError("--trace: " + file + " is a folder");
        SwfOptions options = SwfOptions.of(policy, bad -> System.err.println("bad line " + bad));
        try (SwfReader reader = SwfReader.open(file, options)) {
            List<Job> jobs = reader.readAll();
            OptionalInt said = nodes.isPresent() ? nodes : reader.header().processors();
            if (said.isEmpty())
                throw new UserError(file + " has neither MaxProcs nor MaxNodes in its header: say --nodes");
            return new DemoTrace(jobs, said.getAsInt());
        } catch (NoSuchFileException e) {
            throw new UserError("--trace: there is no file " + file, e);
        } catch (SwfException e) {
            throw new UserError(e.getMessage() + " (--bad-lines skip goes on)", e);
        }
    }

    static DemoTrace made(long seed, int jobs, OptionalInt nodes) {
        TraceSettings usual = TraceSettings.of(seed, jobs);
        TraceSettings settings = new TraceSettings(seed, jobs, nodes.orElse(usual.processors()), usual.load());
        return new DemoTrace(TraceGenerator.stream(settings).toList(), settings.processors());
    }
}
