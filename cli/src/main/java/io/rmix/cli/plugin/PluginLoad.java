package io.rmix.cli.plugin;

import io.rmix.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dvm plugin load}. */
@Command(
        name = "load",
        description = {
            "Load a plug-in into a running node, which then listens at its client endpoints of the schemes that the plug-in brings."
        },
        footerHeading = "%nExample:%n",
        footer = "  dvm plugin load wires --at grpc://127.0.0.1:9100")
final class PluginLoad implements Callable<Integer> {
    @Mixin
    private Asked asked;

    @Parameters(paramLabel = "NAME", description = "the plug-in's: that of a folder in plugins.folder")
    private String name = "";

    @Override
    public Integer call() throws Exception {
        asked.printOne(asked.ask(node -> node.load(name)));
        return ExitCode.OK;
    }
}
