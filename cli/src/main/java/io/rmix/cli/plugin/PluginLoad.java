package io.rmix.cli.plugin;

import picocli.CommandLine.Command;

/** {@code dvm plugin load}. */
@Command(
        name = "load",
        description = {
            "Load a plug-in into a running node, which then listens at its client endpoints of the schemes that the plug-in brings."
        },
        footerHeading = "%nExample:%n",
        footer = "  dvm plugin load wires --at grpc://127.0.0.1:9100")
final class PluginLoad extends OnePlugin {
    @Override
    void run(Asked node, String plugin) throws Exception {
        node.printOne(node.ask(control -> control.load(plugin)));
    }
}
