package io.rmix.dvm.command;

import java.util.concurrent.Callable;

/**
 * A subcommand of the command line {@code dvm}. A module brings one by a class that implements this interface, carries picocli's
 * {@code @Command(name = ..., description = ..., footer = an example)}, has a public constructor without parameters, and is
 * named in {@code META-INF/services/io.rmix.dvm.command.DvmCommand}. Two commands of one name are an error at start.
 *
 * <p><b>Output.</b> What the user asked for goes to standard output, as a table or, with {@code --json}, as one JSON object and
 * nothing else; progress and logs go to standard error.
 *
 * <p><b>Threads.</b> The constructor must be cheap: all commands are made at every start. {@link #call} runs on the main thread.
 */
public interface DvmCommand extends Callable<Integer> {
    /**
     * Runs the command with the options that picocli has set.
     *
     * @return the exit code: 0 done, 1 failed, 2 wrong usage or configuration
     * @throws Exception if it fails; the user sees the message, and with {@code -v} the stack trace, and the exit code is 1
     */
    @Override
    Integer call() throws Exception;
}
