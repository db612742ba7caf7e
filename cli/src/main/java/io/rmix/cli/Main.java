package io.rmix.cli;

import io.rmix.dvm.command.DvmCommand;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point: {@code dvm SUBCOMMAND ...}. */
public final class Main {
    private Main() {}

    /** Runs one subcommand and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = commandLine(found()).execute(args);
        System.out.flush();
        System.exit(code);
    }

    /** All subcommands on the class path, by class name: the order in which jars are found tells nothing. */
    static List<DvmCommand> found() {
        return ServiceLoader.load(DvmCommand.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(
                        (DvmCommand command) -> command.getClass().getName()))
                .toList();
    }

    /**
     * The command line with the given subcommands, before it has parsed anything.
     *
     * @throws IllegalStateException if two of them have one name; the message names both
     */
    static CommandLine commandLine(List<DvmCommand> commands) {
        var line = new CommandLine(new RootCommand());
        for (DvmCommand command : commands) {
            var sub = new CommandLine(command);
            CommandLine other = line.getSubcommands().get(sub.getCommandName());
            if (other != null) {
                throw new IllegalStateException("two subcommands named '%s': %s and %s"
                        .formatted(
                                sub.getCommandName(),
                                other.getCommand().getClass().getName(),
                                command.getClass().getName()));
            }
            line.addSubcommand(sub);
        }
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Main::configureLoggingAndRun)
                .setParameterExceptionHandler(Main::explainUsage)
                .setExecutionExceptionHandler(Main::explain);
    }

    private static int configureLoggingAndRun(ParseResult parsed) {
        RootCommand root = parsed.commandSpec().commandLine().getCommand();
        Logging.configure(root.verbosity());
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Wrong usage is told in a line, with the nearest right words where there are some; all the rest is in the help. */
    private static int explainUsage(ParameterException error, String[] arguments) {
        CommandLine line = error.getCommandLine();
        PrintWriter err = line.getErr();
        err.println(line.getColorScheme().errorText(error.getMessage()));
        UnmatchedArgumentException.printSuggestions(error, err);
        err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    /** A failure is told in one line; its stack trace is for those who ask with -v. */
    private static int explain(Exception failure, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        err.println(line.getColorScheme().errorText(line.getCommandSpec().qualifiedName() + ": " + message));
        RootCommand root = parsed.commandSpec().root().commandLine().getCommand();
        if (root.verbosity() > 0) {
            failure.printStackTrace(err);
        }
        err.flush();
        return failure instanceof UserError ? ExitCode.USAGE : ExitCode.FAILED;
    }
}
