package io.rmix.cli.fleet;

import io.rmix.cli.Main;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that runs a subcommand in a JVM like this one: the same Java, class path and options. */
public final class JavaCommand {
    /** Standard output is the command's: what the JVM itself has to say goes to standard error. */
    private static final List<String> LOGS = List.of("-Xlog:disable", "-Xlog:all=warning:stderr");

    private JavaCommand() {}

    /** The command for {@code dvm} with the given arguments. */
    public static List<String> dvm(String... arguments) {
        return of(Main.class, arguments);
    }

    /** The command for the main method of a class. */
    public static List<String> of(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LOGS);
        command.addAll(options());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** The options of this JVM but those that only one process can have: debuggers, agents, files to write to. */
    private static List<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agent")
                        && !option.startsWith("-javaagent")
                        && !option.startsWith("-XX:StartFlightRecording")
                        && !option.startsWith("-Xlog")
                        && !option.startsWith("-D" + Screen.TERMINAL_PROPERTY))
                .toList();
    }
}
