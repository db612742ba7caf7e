package io.rmix.cli.plugin;

import io.rmix.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dvm plugin unload}. */
@Command(
        name = "unload",
        description = {
            "End a plug-in of a running node, and the client endpoints of its schemes.",
            "Calls in progress finish, at most timeouts.drain of the node. Prints the plug-ins that are left."
        },
        footerHeading = "%nExample:%n",
        footer = "  dvm plugin unload wires --at grpc://127.0.0.1:9100")
final class PluginUnload implements Callable<Integer> {
    @Mixin
    private Asked asked;

    @Parameters(paramLabel = "NAME", description = "the plug-in's: that of a folder in plugins.folder")
    private String name = "";

    @Override
    public Integer call() throws Exception {
        asked.printAll(asked.ask(node -> {
            node.unload(name);
            return node.list();
        }));
        return ExitCode.OK;
    }
}
