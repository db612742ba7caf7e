package io.rmix.xmlrpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A script in a process of its own; what it prints and complains of is one stream. */
final class Python implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    Python(String script, Path folder, Object... arguments) throws IOException {
        Path file = folder.resolve(script);
        try (InputStream source = Python.class.getResourceAsStream("/python/" + script)) {
            Files.copy(source, file);
        }
        List<String> command = new ArrayList<>(List.of("python3", "-I", file.toString()));
        for (Object argument : arguments) command.add(argument.toString());
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError(
                    "python3 is missing: './dvm test --install' installs it, or apt-get install python3", e);
        }
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    String line() throws IOException {
        return out.readLine();
    }

    /** All lines, of a script that ends well. */
    List<String> lines() throws IOException, InterruptedException {
        List<String> lines = out.lines().toList();
        process.waitFor(60, TimeUnit.SECONDS);
        assertEquals(0, process.exitValue(), () -> String.join("\n", lines));
        return lines;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroyForcibly();
    }
}
