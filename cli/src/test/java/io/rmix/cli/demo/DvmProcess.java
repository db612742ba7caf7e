package io.rmix.cli.demo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmix.cli.fleet.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, as the launcher starts it; its output is kept in files. */
public final class DvmProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 150;

    /** Options of a process that ends long before more work of its compiler would pay; those that it starts have them too. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;
    private final Path out;
    private final Path err;

    private DvmProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code dvm} with arguments. It hears Ctrl-C even if the tests run in the background of a shell that has them ignore it. */
    public static DvmProcess start(Path folder, String... arguments) throws IOException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        List<String> java = JavaCommand.dvm(arguments);
        command.add(java.get(0));
        command.addAll(SHORT_LIVED);
        command.addAll(java.subList(1, java.size()));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new DvmProcess(process, out, err);
    }

    /** Its exit code, once it has ended. */
    public int code() throws InterruptedException {
        return code(PATIENCE_SECONDS);
    }

    /** The same, of one that takes longer. */
    public int code(long patienceSeconds) throws InterruptedException {
        assertTrue(process.waitFor(patienceSeconds, TimeUnit.SECONDS), () -> "still runs; it said: " + err());
        return process.exitValue();
    }

    /** All of its standard output so far. */
    public String out() {
        return text(out);
    }

    /** All of its standard error so far. */
    public String err() {
        return text(err);
    }

    /** Its standard output as one JSON value; fails if anything else stands there. */
    public JsonNode json() throws IOException {
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(out());
    }

    /** The processes that it has started and that run. */
    public List<ProcessHandle> children() {
        return process.children().toList();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Closes its standard input. */
    public void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Sends a signal, such as {@code INT}. */
    public void signal(String name) throws Exception {
        signal(process.pid(), name);
    }

    /** Sends a signal to any process. */
    public static void signal(long pid, String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start();
        assertTrue(kill.waitFor() == 0, "kill -" + name + " " + pid);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return file + ": " + e;
        }
    }
}
