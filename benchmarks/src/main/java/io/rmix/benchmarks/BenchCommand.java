package io.rmix.benchmarks;

import io.rmix.benchmarks.invoke.InvokeBench;
import io.rmix.benchmarks.ring.RingBench;
import io.rmix.dvm.command.DvmCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dvm bench}: measures this system beside its peers. */
@Command(
        name = "bench",
        description = {
            "Measure this system beside its peers, both in turn in one run.",
            "Machines are noisy: quote ratios, not figures. A target holds if the better end of the ratio's 95 %% interval meets it."
        },
        subcommands = {InvokeBench.class, RingBench.class},
        footerHeading = "%nExamples:%n",
        footer = {"  dvm bench invoke", "  dvm bench ring --members 3 --json"})
public final class BenchCommand implements DvmCommand {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "which benchmark? One of: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
