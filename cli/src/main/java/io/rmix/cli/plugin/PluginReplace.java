package io.rmix.cli.plugin;

import picocli.CommandLine.Command;

/** {@code dvm plugin replace}. */
@Command(
        name = "replace",
        description = {
            "Put what lies in the folder of a plug-in now in the place of what the node has loaded.",
            "Calls in progress finish on the old one. If the new one cannot be loaded, the old one stays."
        },
        footerHeading = "%nExample:%n",
        footer = "  dvm plugin replace wires --at grpc://127.0.0.1:9100")
final class PluginReplace extends OnePlugin {
    @Override
    void run(Asked node, String plugin) throws Exception {
        node.printOne(node.ask(control -> control.replace(plugin)));
    }
}
