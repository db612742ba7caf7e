package io.rmix.cli.demo;

import io.rmix.Rmix;
import io.rmix.cli.ExitCode;
import io.rmix.cli.UserError;
import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.ServiceSettings;
import io.rmix.cli.fleet.Fleet;
import io.rmix.cli.fleet.Places;
import io.rmix.cli.fleet.Ring;
import io.rmix.cli.fleet.RingLayout;
import io.rmix.cli.fleet.RunFolder;
import io.rmix.cli.fleet.Screen;
import io.rmix.dvm.command.DvmCommand;
import io.rmix.examples.jobqueue.replay.ScheduleCsv;
import io.rmix.examples.jobqueue.swf.BadLinePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
            "No job is lost or run twice when members are killed, started again and added on the way. Unless --kill, --restart or --join"
                    + " say something else, the middle one of three members or more is killed half-way.",
            "Exit code 0 only if all members that run at the end have the same state and order, and every job is accounted for."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dvm demo",
            "  dvm demo --kill c@25%% --restart c@40%% --kill a@60%% --join f@70%%",
            "  dvm demo --trace log.swf.gz --out schedule.csv --json",
            "  dvm demo --members 3 --links soap",
            "  dvm demo --links grpc+unix"
        })
public final class DemoCommand implements DvmCommand {
    private static final String SERVICE = "jobqueue";
    private static final int USUAL_JOBS = 5000;
    private static final long USUAL_SEED = 1;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "log in the Standard Workload Format 2.2, plain or gzip; without it one is made")
    private @Nullable Path trace;

    @Option(
            names = "--bad-lines",
            description = "what to do about a bad line: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private BadLinePolicy badLines = BadLinePolicy.FATAL;

    @Option(names = "--jobs", description = "jobs of a made trace (default: " + USUAL_JOBS + ")")
    private @Nullable Integer jobs;

    @Option(names = "--seed", description = "seed of a made trace (default: " + USUAL_SEED + ")")
    private @Nullable Long seed;

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

    @Option(
            names = "--kill",
            paramLabel = "NAME@PERCENT%",
            description =
                    "kill a member when so many percent of the jobs are answered; may be repeated, as the next two")
    private List<String> kill = List.of();

    @Option(names = "--restart", paramLabel = "NAME@PERCENT%", description = "start a killed member again")
    private List<String> restart = List.of();

    @Option(
            names = "--join",
            paramLabel = "NAME@PERCENT%",
            description = "start one more member, which joins the others")
    private List<String> join = List.of();

    @Option(names = "--no-kill", description = "kill nobody")
    private boolean noKill;

    @Option(
            names = "--suspicion",
            paramLabel = "TIME",
            description =
                    "silence after which a member is taken for dead, 1s to 60s; longer on a very busy machine (default: 2s if members are killed, else 10s)")
    private @Nullable String suspicion;

    @Option(names = "--out", paramLabel = "FILE", description = "write the schedule: job,submit,start,end,processors")
    private @Nullable Path out;

    @Option(
            names = "--logs",
            paramLabel = "DIR",
            description =
                    "keep the members' configurations and logs here (default: a temporary folder, deleted if all went well)")
    private @Nullable Path logs;

    @Option(names = "--json", description = "one JSON object on standard output and nothing else")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        List<String> providers = List.of(links);
        DemoUsage.members(members);
        DemoUsage.links(providers);
        DemoPlan plan = DemoPlan.of(members, kill, restart, join, noKill);
        Duration silence = DemoUsage.suspicion(suspicion, plan);
        if (jobs != null) DemoUsage.jobs(jobs);
        if (trace != null && (jobs != null || seed != null))
            throw new UserError("--jobs and --seed are for a made trace, not for --trace");
        if (nodes != null) DemoUsage.nodes(nodes);
        if (out != null) DemoUsage.out(out);
        OptionalInt wanted = nodes == null ? OptionalInt.empty() : OptionalInt.of(nodes);
        DemoTrace work = trace == null
                ? DemoTrace.made(seed == null ? USUAL_SEED : seed, jobs == null ? USUAL_JOBS : jobs, wanted)
                : DemoTrace.read(trace, wanted, badLines);
        Screen screen = Screen.ofProcess();
        try (RunFolder folder = logs == null ? RunFolder.temporary("dvm-demo") : RunFolder.of(logs);
                Places places = Places.take(ProcessHandle.current().pid());
                Rmix rmix = Rmix.create();
                Fleet fleet = new Fleet()) {
            ServiceSettings queue = new ServiceSettings(SERVICE, Map.of("nodes", Integer.toString(work.nodes())));
            Ring ring = Ring.of("demo", members, plan.joining(), silence, providers, queue);
            RingLayout layout = RingLayout.of(ring, places);
            DemoNodes processes = new DemoNodes(fleet, folder.path());
            screen.say("starting " + members + " members; configurations and logs in " + folder.path());
            for (NodeSettings node : layout.nodes()) processes.start(node);
            fleet.awaitReady(Duration.ofSeconds(120));
            DemoResult result;
            DemoMembers all = new DemoMembers(rmix, layout.nodes(), SERVICE);
            try (DemoRun replay = new DemoRun(plan, layout, processes, all, screen)) {
                result = fleet.unlessOneEnds(replay.start(work.jobs()));
            }
            if (out != null) ScheduleCsv.write(out, result.report().schedule());
            if (json) System.out.println(result.summary().json());
            else result.print(System.out);
            if (!result.isGood()) return ExitCode.FAILED;
            folder.isOfNoMoreUse();
            return ExitCode.OK;
        }
    }
}
