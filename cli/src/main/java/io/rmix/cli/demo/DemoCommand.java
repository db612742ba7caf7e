package io.rmix.cli.demo;

import io.rmix.Rmix;
import io.rmix.cli.ExitCode;
import io.rmix.cli.UserError;
import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.NodeSettingsWriter;
import io.rmix.cli.config.ServiceSettings;
import io.rmix.dvm.command.DvmCommand;
import io.rmix.examples.jobqueue.replay.ReplayException;
import io.rmix.examples.jobqueue.replay.ReplayReport;
import io.rmix.examples.jobqueue.replay.ScheduleCsv;
import io.rmix.examples.jobqueue.swf.BadLinePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dvm demo}: five processes in a ring over three protocols schedule the jobs of a machine. */
@Command(
        name = "demo",
        description = {
            "Start members as processes of this machine, in a ring whose links use different protocols, and have them schedule the"
                    + " jobs of a trace as one replicated job queue. Jobs are submitted to all members in turn.",
            "Exit code 0 only if all members end with the same state and order, and every job is accounted for."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dvm demo",
            "  dvm demo --trace log.swf.gz --out schedule.csv --json",
            "  dvm demo --members 3 --links soap"
        })
public final class DemoCommand implements DvmCommand {
    private static final String SERVICE = "jobqueue";

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "log in the Standard Workload Format 2.2, plain or gzip; without it one is made")
    private @Nullable Path trace;

    @Option(
            names = "--bad-lines",
            description = "what to do about a bad line: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private BadLinePolicy badLines = BadLinePolicy.FATAL;

    @Option(names = "--jobs", description = "jobs of a made trace (default: ${DEFAULT-VALUE})", defaultValue = "5000")
    private int jobs;

    @Option(names = "--seed", description = "seed of a made trace (default: ${DEFAULT-VALUE})", defaultValue = "1")
    private long seed;

    @Option(names = "--members", description = "1 to 26 (default: ${DEFAULT-VALUE})", defaultValue = "5")
    private int members;

    @Option(
            names = "--links",
            split = ",",
            description = "providers of the links, dealt round the ring (default: ${DEFAULT-VALUE})",
            defaultValue = "grpc,rmi,soap")
    private String[] links = {};

    @Option(
            names = "--nodes",
            description =
                    "processors of the machine (default: the log's MaxProcs, else MaxNodes; 128 for a made trace)")
    private @Nullable Integer nodes;

    @Option(names = "--out", paramLabel = "FILE", description = "write the schedule: job,submit,start,end,processors")
    private @Nullable Path out;

    @Option(
            names = "--logs",
            paramLabel = "DIR",
            description = "keep the members' logs here (default: a temporary folder)")
    private @Nullable Path logs;

    @Option(names = "--json", description = "one JSON object on standard output and nothing else")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (members < 1 || members > DemoLayout.MAX_MEMBERS)
            throw new UserError("--members must be 1 to " + DemoLayout.MAX_MEMBERS + ", not " + members);
        OptionalInt wanted = nodes == null ? OptionalInt.empty() : OptionalInt.of(nodes);
        DemoTrace work = trace == null ? DemoTrace.made(seed, jobs, wanted) : DemoTrace.read(trace, wanted, badLines);
        Path folder = logs == null ? Files.createTempDirectory("dvm-demo") : Files.createDirectories(logs);
        Screen screen = Screen.ofProcess();
        try (PortBlock ports = PortBlock.take(ProcessHandle.current().pid());
                Fleet fleet = new Fleet()) {
            DemoLayout layout = DemoLayout.of(
                    members,
                    Arrays.asList(links),
                    ports,
                    new ServiceSettings(SERVICE, Map.of("nodes", Integer.toString(work.nodes()))));
            screen.say("starting " + members + " members; configurations and logs in " + folder);
            start(fleet, layout, folder);
            return run(work, layout, fleet, screen);
        }
    }

    private static void start(Fleet fleet, DemoLayout layout, Path folder) throws IOException, InterruptedException {
        for (NodeSettings node : layout.nodes()) {
            Path file = folder.resolve(node.name() + ".yaml");
            Files.writeString(file, NodeSettingsWriter.write(node));
            fleet.start(
                    node.name(),
                    JavaCommand.dvm("start", "--config", file.toString(), "--until-input-ends"),
                    folder.resolve(node.name() + ".log"));
        }
        fleet.awaitReady(Duration.ofSeconds(120));
    }

    private int run(DemoTrace work, DemoLayout layout, Fleet fleet, Screen screen) throws Exception {
        try (Rmix rmix = Rmix.create()) {
            DemoMembers all = new DemoMembers(rmix, layout, SERVICE);
            DemoRun replay = new DemoRun(all, fleet, screen);
            long begin = System.nanoTime();
            ReplayReport report = replay.run(work.jobs());
            double seconds = (System.nanoTime() - begin) / 1e9;
            DemoSummary summary = replay.summary(layout, report, seconds);
            if (out != null) ScheduleCsv.write(out, report.schedule());
            if (json) System.out.println(summary.json());
            else replay.print(summary, report);
            return summary.isGood() && report.allAccountedFor() ? ExitCode.OK : ExitCode.FAILED;
        } catch (ReplayException e) {
            String died = fleet.failure().getNow("");
            throw new IOException(died.isEmpty() ? e.getMessage() : died, e);
        }
    }
}
