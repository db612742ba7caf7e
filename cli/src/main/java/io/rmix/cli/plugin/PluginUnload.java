package io.rmix.cli.plugin;

import picocli.CommandLine.Command;

/** {@code dvm plugin unload}. */
@Command(
        name = "unload",
        description = {
            "End a plug-in of a running node, and the client endpoints of its schemes.",
            "Calls in progress finish, at most timeouts.drain of the node. Prints the plug-ins that are left."
        },
        footerHeading = "%nExample:%n",
        footer = "  dvm plugin unload wires --at grpc://127.0.0.1:9100")
final class PluginUnload extends OnePlugin {
    @Override
    void run(Asked node, String plugin) throws Exception {
        node.printAll(node.ask(control -> {
            control.unload(plugin);
            return control.list();
        }));
    }
}
