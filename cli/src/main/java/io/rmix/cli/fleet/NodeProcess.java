package io.rmix.cli.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A node in a process of its own. It says on its standard output, with a line that begins with {@value #READY}, that it is ready;
 * its standard error is its log. It ends when its standard input ends, so that it does not outlive the process that
 * started it, whatever happens to that one.
 */
public final class NodeProcess {
    /** How the line begins by which a node says that it is ready. */
    public static final String READY = "ready ";

    private static final int TAIL = 12;

    private final String name;
    private final Process process;
    private final Path log;
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private NodeProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a process.
     *
     * @param log file for its standard error; replaced if it is there
     */
    static NodeProcess start(String name, List<String> command, Path log) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        NodeProcess node = new NodeProcess(name, process, log);
        Thread reader = new Thread(node::readOutput, "output of " + name);
        reader.setDaemon(true);
        reader.start();
        return node;
    }

    /** Of the node. */
    public String name() {
        return name;
    }

    /** Of the process. */
    public long pid() {
        return process.pid();
    }

    /** The line that says so, without its beginning; fails with the end of the log if the process ends before. */
    public CompletableFuture<String> ready() {
        return ready;
    }

    /** Whether it has not ended. */
    public boolean runs() {
        return process.isAlive();
    }

    /** Completes with the exit code. */
    public CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** What a person needs to know about a process that ended on its own. */
    public String describeEnd() {
        return "member " + name + " (process " + pid() + ") ended with exit code " + process.exitValue() + ":\n"
                + tail(log);
    }

    /** Asks the process to end, by ending its input. */
    public void askToEnd() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            process.destroy();
        }
    }

    /**
     * Waits for the end, and ends the process if it takes longer.
     *
     * @return whether it ended without force
     */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        kill();
        return false;
    }

    /** Ends the process at once. */
    public void kill() {
        process.destroyForcibly();
    }

    /** What {@link #ready} failed with, for the user. */
    static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(line.substring(READY.length()));
                }
            }
            process.waitFor();
            ready.completeExceptionally(new IOException(describeEnd()));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String tail(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - TAIL), all.size()));
        } catch (IOException e) {
            return "(its log " + log + " cannot be read: " + e + ")";
        }
    }
}
