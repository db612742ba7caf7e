package io.rmix.cli.plugin;

import io.rmix.cli.ExitCode;
import io.rmix.dvm.runtime.PluginControl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dvm plugin list}. */
@Command(
        name = "list",
        description = "List a node's plug-ins: name, version, schemes, interceptors, state, and why one failed.",
        footerHeading = "%nExample:%n",
        footer = "  dvm plugin list --at grpc://127.0.0.1:9100")
final class PluginList implements Callable<Integer> {
    @Mixin
    private Asked asked;

    @Override
    public Integer call() throws Exception {
        asked.printAll(asked.ask(PluginControl::list));
        return ExitCode.OK;
    }
}
