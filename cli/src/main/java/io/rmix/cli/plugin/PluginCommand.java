package io.rmix.cli.plugin;

import io.rmix.dvm.command.DvmCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dvm plugin}: the plug-ins of a node that runs. */
@Command(
        name = "plugin",
        description = {
            "List, load, replace and unload the plug-ins of a running node.",
            "A plug-in is a folder in plugins.folder of the node's configuration and is named by the folder's name. All but list must be allowed there:"
                    + " plugins: {folder: PATH, control: true}."
        },
        subcommands = {PluginList.class, PluginLoad.class, PluginReplace.class, PluginUnload.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  dvm plugin list --at grpc://127.0.0.1:9100",
            "  dvm plugin replace wires --at grpc://127.0.0.1:9100 --json"
        })
public final class PluginCommand implements DvmCommand {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "what about plug-ins? One of: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
