package io.rmix.cli.torture.member;

import io.rmix.cli.UserError;
import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.NodeSettingsReader;
import io.rmix.cli.config.ServiceCheck.Problem;
import io.rmix.cli.config.ServiceSettings;
import io.rmix.cli.node.NodeStart;
import io.rmix.cli.node.StartCommand;
import io.rmix.cli.torture.trace.TraceWriter;
import io.rmix.dvm.command.DvmCommand;
import io.rmix.dvm.service.HostedService;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dvm torture member}: what the torture starts for each member. As {@code dvm start}, with another service, and all that happens written down. */
@Command(
        name = "member",
        hidden = true,
        description = "Run a member of a torture, as 'dvm torture' starts it.",
        footerHeading = "%nExample:%n",
        footer = "  dvm torture member --config a.yaml --trace a-1.trace --id 1")
public final class MemberCommand implements DvmCommand {
    private static final int MOST_BROADCASTS = 10_000;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "configuration of the node, YAML")
    private Path config = Path.of("");

    @Option(names = "--trace", required = true, paramLabel = "FILE", description = "where to write what happens")
    private Path trace = Path.of("");

    @Option(names = "--id", required = true, description = "of this process, unlike any other's")
    private long id;

    @Option(names = "--broadcasts", description = "a second, 0 to 10000 (default: ${DEFAULT-VALUE})")
    private int broadcasts = 20;

    @Override
    public Integer call() throws Exception {
        if (broadcasts < 0 || broadcasts > MOST_BROADCASTS)
            throw new UserError("--broadcasts: expected 0 to " + MOST_BROADCASTS + ", not " + broadcasts);
        NodeSettings settings = NodeSettingsReader.read(config, MemberCommand::problem);
        // Not closed: the node's threads write until the process ends.
        TraceWriter writer = new TraceWriter(trace);
        LedgerService ledger = new LedgerService(writer::write);
        return StartCommand.run(
                NodeStart.of(settings, service -> HostedService.of(service.name(), Ledger.class, ledger)),
                true,
                new TracingListener(writer::write),
                node -> new Broadcaster(node, id, broadcasts, ledger::rests, writer::write).start());
    }

    private static Optional<Problem> problem(ServiceSettings service) {
        return service.name().equals(Ledger.SERVICE)
                ? Optional.empty()
                : Optional.of(new Problem("", "no service is called so: expected " + Ledger.SERVICE));
    }
}
