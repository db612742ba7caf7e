package io.rmix.cli.torture.net;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the system's own commands for networks: {@code ip}, {@code tc}, {@code ss}. */
final class Tool {
    private static final long PATIENCE_SECONDS = 20;

    private Tool() {}

    /**
     * Runs a command to its end.
     *
     * @param input of the command
     * @return what it said
     * @throws IOException if there is no such command, it fails, or takes longer than 20 s; with its name and what it said
     */
    static String run(List<String> command, String input) throws IOException {
        Path said = Files.createTempFile("dvm", ".out");
        Process process = null;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            write(process, input);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command.get(0) + ": not done after " + PATIENCE_SECONDS + " s");
            }
            String text = Files.readString(said, StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                throw new IOException(
                        command.get(0) + ": " + (text.isEmpty() ? "exit code " + process.exitValue() : text));
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted at " + command.get(0), e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
            Files.delete(said);
        }
    }

    private static void write(Process process, String input) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
        }
    }
}
