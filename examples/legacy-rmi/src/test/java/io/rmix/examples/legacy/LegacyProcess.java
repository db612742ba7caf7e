package io.rmix.examples.legacy;

import io.rmix.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the legacy program; what it says goes to a file. */
final class LegacyProcess implements AutoCloseable {
    private final Process process;
    private final Path said;

    private LegacyProcess(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /**
     * Starts one.
     *
     * @param folder for what it says
     * @param arguments of the JVM, the main class among them
     */
    static LegacyProcess start(Path folder, String classPath, List<String> arguments) throws IOException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-cp",
                classPath));
        command.addAll(arguments);
        return new LegacyProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start(),
                said);
    }

    List<String> lines() throws IOException {
        return Files.readString(said, StandardCharsets.UTF_8).lines().toList();
    }

    /** Waits until it is ready to be used. */
    LegacyProcess ready() {
        Await.until(
                "READY, or the end, of " + process.info().commandLine().orElse("a process"),
                () -> lines().contains("READY") || !process.isAlive());
        if (!process.isAlive()) throw new IllegalStateException("ended before it was ready: " + text());
        return this;
    }

    /** Waits for its end, and gives all that it said. */
    List<String> end() throws Exception {
        if (!process.waitFor(30, TimeUnit.SECONDS)) throw new IllegalStateException("does not end: " + text());
        return lines();
    }

    private String text() {
        try {
            return String.join("\n", lines());
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** As with kill: what is to be done at the end is done. */
    void stop() throws Exception {
        process.destroy();
        end();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }
}
