package io.rmix.cli.doctor;

import io.rmix.Endpoint;
import io.rmix.Limits;
import io.rmix.Rmix;
import io.rmix.cli.ExitCode;
import io.rmix.cli.UserError;
import io.rmix.dvm.command.DvmCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dvm doctor}: what is wrong with a DVM, before it is started or while it runs. */
@Command(
        name = "doctor",
        description = {
            "Examine a DVM: configuration files, each and against each other; whether endpoints can be listened at; versions and clocks of"
                    + " the members that run, and how they are; and whether each reaches each other one, both ways and over every provider.",
            "Works when nothing runs and when half of it is dead: no question waits longer than --timeout. Nothing is changed.",
            "Exit code 1 if there is an error; warnings and notes alone are 0."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  dvm doctor --config a.yaml b.yaml c.yaml", "  dvm doctor --at grpc://127.0.0.1:9100 --json"})
public final class DoctorCommand implements DvmCommand {
    private static final int LONGEST_TIMEOUT = 30;

    @Option(
            names = "--config",
            arity = "1..*",
            paramLabel = "FILE",
            description = "configurations of nodes, as many of the DVM's as there are at hand")
    private List<Path> configs = List.of();

    @Option(
            names = "--at",
            arity = "1..*",
            paramLabel = "URI",
            description = "endpoint of a running member, for clients or members; the others are found from there")
    private List<String> at = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "for each question, 1 to 30 (default: ${DEFAULT-VALUE})")
    private int timeout;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (timeout < 1 || timeout > LONGEST_TIMEOUT)
            throw new UserError("--timeout: expected 1 to " + LONGEST_TIMEOUT + ", not " + timeout);
        if (configs.isEmpty() && at.isEmpty())
            throw new UserError("nothing to examine: give --config FILE..., --at URI, or both");
        List<Endpoint> asked =
                new ArrayList<>(at.stream().map(DoctorCommand::endpoint).toList());
        Findings findings = new Findings();
        List<NodeFile> files = NodeFile.read(configs, findings);
        for (NodeFile each : files) {
            SettingsCheck.check(each, findings);
            asked.addAll(each.endpoints());
        }
        if (!files.isEmpty()) ConsistencyCheck.check(files, findings);
        Report report = examine(files, asked, findings);
        if (json) System.out.println(report.json());
        else report.print(System.out::println);
        return findings.hasErrors() ? ExitCode.FAILED : ExitCode.OK;
    }

    private Report examine(List<NodeFile> files, List<Endpoint> asked, Findings findings) {
        Duration patience = Duration.ofSeconds(timeout);
        try (Rmix rmix = Rmix.builder()
                .limits(Limits.defaults().withDrain(Duration.ofMillis(200)))
                .build()) {
            Rehearsal.of(rmix, asked);
            LiveMembers live = new LiveMembers(rmix, patience);
            live.find(asked);
            List<LiveMember> members = live.all();
            PortCheck.check(files, live, findings);
            MemberCheck.check(members, files, live, findings);
            for (String each : at)
                if (live.at(endpoint(each)).isEmpty())
                    findings.error(
                            Finding.Check.MEMBERS,
                            each,
                            "nobody answers there: " + live.failure(endpoint(each)),
                            "an endpoint of a member that runs");
            List<Pair> pairs = PairCheck.check(members, live, patience, findings);
            return new Report(members, pairs, findings.sorted());
        }
    }

    private static Endpoint endpoint(String text) {
        try {
            return Endpoint.parse(text).withService("");
        } catch (IllegalArgumentException e) {
            throw new UserError("--at: " + e.getMessage(), e);
        }
    }
}
