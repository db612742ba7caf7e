package io.rmix.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code dvm} itself: holds what all subcommands share. */
@Command(
        name = "dvm",
        description = "RMIX / DVM: distributed virtual machines over many protocols.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = RootCommand.Version.class,
        sortOptions = false,
        subcommands = TestCommand.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:tried and failed", "2:wrong usage or configuration"},
        footerHeading = "%nExamples:%n",
        footer = {"  dvm demo", "  dvm start --config node.yaml", "  dvm start --help"})
final class RootCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "log more to standard error; twice (-vv) for debugging, three times for tracing")
    private boolean[] verbose = {};

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "show this")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version")
    private boolean version;

    /** How many times -v was given. */
    int verbosity() {
        return verbose.length;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? One of: " + String.join(", ", spec.subcommands().keySet()));
    }

    /** The version of the jar this was started from, and the Java it runs on. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String built = RootCommand.class.getPackage().getImplementationVersion();
            return new String[] {"dvm " + (built == null ? "(not from a jar)" : built) + ", Java " + Runtime.version()};
        }
    }
}
