package io.rmix.cli.node;

import io.rmix.dvm.command.DvmCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dvm link}: the protocols of a running member's links. */
@Command(
        name = "link",
        description = {
            "Look at and change the rules by which a running member's links choose protocols; 'dvm links' shows the links of the ring as they are.",
            "A link moves while it is in use: what was sent over the old protocol is settled there, the rest goes over the new one, in order."
        },
        subcommands = {LinkRulesCommand.class, LinkSetCommand.class, LinkLoadCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  dvm link rules --at grpc://127.0.0.1:9100",
            "  dvm link set b soap grpc --at grpc://127.0.0.1:9100",
            "  dvm link load --config node.yaml --at grpc://127.0.0.1:9100"
        })
public final class LinkCommand implements DvmCommand {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? One of: " + String.join(", ", spec.subcommands().keySet()));
    }
}
