package io.rmix.cli.plugin;

import io.rmix.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dvm plugin replace}. */
@Command(
        name = "replace",
        description = {
            "Put what lies in the folder of a plug-in now in the place of what the node has loaded.",
            "Calls in progress finish on the old one. If the new one cannot be loaded, the old one stays."
        },
        footerHeading = "%nExample:%n",
        footer = "  dvm plugin replace wires --at grpc://127.0.0.1:9100")
final class PluginReplace implements Callable<Integer> {
    @Mixin
    private Asked asked;

    @Parameters(paramLabel = "NAME", description = "the plug-in's: that of a folder in plugins.folder")
    private String name = "";

    @Override
    public Integer call() throws Exception {
        asked.printOne(asked.ask(node -> node.replace(name)));
        return ExitCode.OK;
    }
}
