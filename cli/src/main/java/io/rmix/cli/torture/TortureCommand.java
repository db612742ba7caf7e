package io.rmix.cli.torture;

import io.rmix.Endpoint;
import io.rmix.cli.ExitCode;
import io.rmix.cli.config.ServiceSettings;
import io.rmix.cli.fleet.Homes;
import io.rmix.cli.fleet.Places;
import io.rmix.cli.fleet.Ring;
import io.rmix.cli.fleet.RingLayout;
import io.rmix.cli.fleet.RunFolder;
import io.rmix.cli.fleet.Screen;
import io.rmix.cli.torture.member.Ledger;
import io.rmix.cli.torture.member.MemberCommand;
import io.rmix.cli.torture.net.Network;
import io.rmix.cli.torture.net.NetworkFault;
import io.rmix.cli.torture.plan.Fault;
import io.rmix.cli.torture.plan.Plan;
import io.rmix.cli.torture.plan.PlanSettings;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.command.DvmCommand;
import io.rmix.dvm.runtime.NodeLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dvm torture}: proves that real processes keep what they promise, whatever is done to them. */
@Command(
        name = "torture",
        description = {
            "Start members as processes, write to them over all their protocols, kill, stop and cut them off on the way, and compare what all"
                    + " of them delivered: nothing acknowledged is lost, nothing is doubled, all orders and states are equal.",
            "What is done follows from the seed, and is printed; what the members are doing at that moment does not repeat, for time is real.",
            "Exit code 0 only if there were no violations. docs/TORTURE.md says what is proved."
        },
        subcommands = MemberCommand.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dvm torture --minutes 1",
            "  dvm torture --minutes 10 --members 7 --links grpc,rmi,soap",
            "  dvm torture --minutes 10 --members 7 --quorum survivors",
            "  dvm torture --seed 42 --faults kill,stop --keep traces --json"
        })
public final class TortureCommand implements DvmCommand {
    private static final List<String> JOINERS = List.of("x", "y");
    /** Start-up waits as long as somebody else holds things up: whoever cannot start is a finding. */
    private static final Duration START = Duration.ofMinutes(30);

    private static final int CHECKPOINT_EVERY = 256;

    @Spec
    private CommandSpec spec;

    @Option(names = "--minutes", description = "how long faults are injected (default: ${DEFAULT-VALUE})")
    private double minutes = 1;

    @Option(names = "--seed", description = "of the plan (default: drawn, and printed)")
    private @Nullable Long seed;

    @Option(
            names = "--members",
            description = "that it begins with, 2 to 24; two more join and leave (default: ${DEFAULT-VALUE})")
    private int members = 5;

    @Option(
            names = "--links",
            split = ",",
            description = "providers of the links, dealt round the ring (default: ${DEFAULT-VALUE})",
            defaultValue = "grpc,rmi,soap")
    private String[] links = {};

    @Option(
            names = "--quorum",
            description =
                    "majority: more than half of a view decide on the next one. survivors: all that live do; a network that falls"
                            + " in two, or a stopped process, would make two machines of one, so processes are only killed. (default: majority)")
    private QuorumPolicy quorum = QuorumPolicy.MAJORITY;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "FAULT",
            description =
                    "kill, restart (before it is noticed), storm (several), stop (SIGSTOP), leave, join, cut, partition, loss, rate"
                            + " (default: all that go with the quorum and this machine)")
    private List<String> faults = List.of();

    @Option(
            names = "--network",
            description =
                    "namespaces: each member in a network namespace of its own. proxy: connections pass proxies in this process, which hold"
                            + " them; single packets cannot be lost. none: no faults of the network. (default: namespaces, else proxy; none if no such"
                            + " fault is wanted)")
    private Networks.Choice network = Networks.Choice.AUTO;

    @Option(
            names = "--suspicion",
            paramLabel = "TIME",
            description =
                    "silence after which a member is taken for dead, 1s to 60s; longer on a very busy machine (default: ${DEFAULT-VALUE})")
    private String suspicion = "3s";

    @Option(names = "--clients", description = "1 to 1000 (default: ${DEFAULT-VALUE})")
    private int clients = 12;

    @Option(
            names = "--rate",
            description =
                    "operations a second of all clients together, at most, 1 to 100000 (default: ${DEFAULT-VALUE})")
    private int rate = 300;

    @Option(
            names = "--broadcasts",
            description = "broadcasts a second of each member beside, 0 to 10000 (default: ${DEFAULT-VALUE})")
    private int broadcasts = 20;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "keep configurations, logs and traces here (default: a temporary folder, deleted if there are no violations)")
    private @Nullable Path keep;

    @Option(names = "--json", description = "one JSON object on standard output and nothing else")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        // Checked before anything is started, by what the best of networks can do.
        settings(EnumSet.allOf(NetworkFault.class), "", network);
        Networks.Choice choice = Networks.decide(network, quorum, faults, List.of(links));
        OptionalInt inside = Networks.runInside(
                choice, spec.root().commandLine().getParseResult().originalArgs());
        if (inside.isPresent()) return inside.getAsInt();
        Screen screen = Screen.ofProcess();
        try (Network between = Networks.open(choice, network, screen::say);
                Places places = Places.take(ProcessHandle.current().pid())) {
            Settings settings = settings(between.can(), between.how(), choice);
            try (RunFolder folder = keep == null ? RunFolder.temporary("dvm-torture") : RunFolder.of(keep)) {
                Report report = run(settings, between, places, folder.path(), screen);
                if (json) System.out.println(report.json());
                else report.print(System.out);
                if (!report.isGood()) return ExitCode.FAILED;
                folder.isOfNoMoreUse();
                return ExitCode.OK;
            }
        }
    }

    private Settings settings(Set<NetworkFault> can, String how, Networks.Choice choice) {
        TortureUsage.members(members, JOINERS.size());
        TortureUsage.links(List.of(links));
        Set<Fault> kinds = TortureUsage.faults(faults, quorum, can, how);
        return new Settings(
                TortureUsage.minutes(minutes),
                seed == null ? System.nanoTime() & 0xffffffffL : seed,
                members,
                List.of(links),
                quorum,
                kinds,
                choice,
                TortureUsage.suspicion(suspicion),
                TortureUsage.range("--clients", clients, 1, 1000),
                TortureUsage.range("--rate", rate, 1, 100_000),
                TortureUsage.range("--broadcasts", broadcasts, 0, 10_000));
    }

    private static Report run(Settings settings, Network network, Places places, Path folder, Screen screen)
            throws IOException, InterruptedException {
        RingLayout layout = RingLayout.of(ring(settings), homes(network, places));
        PlanSettings drawn = new PlanSettings(
                settings.seed(),
                settings.length(),
                settings.suspicion(),
                layout.nodes().stream().map(each -> each.name()).toList(),
                JOINERS,
                settings.quorum(),
                settings.faults(),
                network.can());
        Plan plan = Plan.of(drawn);
        String repeat = repeat(settings);
        screen.say("the plan of seed " + settings.seed() + " (repeat it with: " + repeat + "):");
        plan.incidents().forEach(incident -> incident.steps().forEach(step -> screen.say(step.toString())));
        screen.say("starting " + settings.members() + " members; network: " + network.how()
                + "; configurations, logs and traces in " + folder);
        try (TortureRun run = new TortureRun(settings, layout, network, folder, screen)) {
            return run.run(plan, repeat);
        }
    }

    private static Ring ring(Settings settings) {
        NodeLimits usual = NodeLimits.defaults();
        return new Ring(
                settings.members(),
                JOINERS,
                settings.links(),
                Ring.shared("torture", settings.suspicion()),
                settings.quorum(),
                usual.withTimes(usual.submitTimeout(), START, usual.drain()).withCheckpointEvery(CHECKPOINT_EVERY),
                new ServiceSettings(Ledger.SERVICE, Map.of()));
    }

    private static Homes homes(Network network, Places places) throws IOException {
        boolean loopback = network.host(RingLayout.name(0)).address().startsWith("127.");
        return new Homes() {
            @Override
            public boolean isTrusted() {
                return !loopback;
            }

            @Override
            public Endpoint next(String member, String provider) throws IOException {
                Endpoint at = places.next(member, provider);
                return at.isSocketFile()
                        ? at
                        : new Endpoint(provider, network.host(member).address(), at.port(), "");
            }

            @Override
            public Endpoint reachedAt(String member, Endpoint listening) throws IOException {
                return network.host(member).reachedAt(listening);
            }
        };
    }

    private static String repeat(Settings settings) {
        return "dvm torture --minutes %s --seed %d --members %d --links %s --quorum %s --faults %s --network %s --suspicion %s --clients %d --rate %d --broadcasts %d"
                .formatted(
                        settings.length().toMillis() / 60_000.0,
                        settings.seed(),
                        settings.members(),
                        String.join(",", settings.links()),
                        TortureUsage.word(settings.quorum()),
                        settings.faults().stream().map(Fault::word).sorted().collect(Collectors.joining(",")),
                        settings.network().name().toLowerCase(Locale.ROOT),
                        settings.suspicion().toMillis() + "ms",
                        settings.clients(),
                        settings.rate(),
                        settings.broadcasts());
    }
}
