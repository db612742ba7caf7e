package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DynamicTest;

/** A Python program from the test resources, in a process of its own; its standard error is the test's. */
public final class PythonScript implements AutoCloseable {
    /** Longer than any test: reading what a program says cannot be interrupted. */
    private static final int LONGEST_SECONDS = 120;

    private final Process process;
    private final BufferedReader out;

    private PythonScript(Process process) {
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts a program that is a resource beside a class. It can import {@code checks} and what else is in the folder.
     *
     * @param folder where it is put; further modules may be there
     * @param name of the resource, with {@code .py}
     */
    public static PythonScript start(Path folder, Class<?> beside, String name, Object... arguments)
            throws IOException {
        copy(PythonScript.class, "checks.py", folder);
        List<String> command = new ArrayList<>(
                List.of(Tool.python(), "-B", copy(beside, name, folder).toString()));
        for (Object argument : arguments) command.add(argument.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        builder.environment().put("PYTHONPATH", folder.toString());
        builder.environment()
                .keySet()
                .removeIf(key -> key.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
        return new PythonScript(builder.start());
    }

    /** Puts a resource beside a class into a folder. */
    public static Path copy(Class<?> beside, String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = beside.getResourceAsStream(name)) {
            Files.write(file, Objects.requireNonNull(in, name).readAllBytes());
        }
        return file;
    }

    /** The rest of the line that begins so. */
    public String line(String start) throws IOException {
        for (String line; (line = out.readLine()) != null; )
            if (line.startsWith(start)) return line.substring(start.length());
        throw new IOException("the program ended before it said " + start);
    }

    /**
     * A test for each line that {@code checks} printed, and one for the program's end.
     *
     * @param least how many checks there are at least
     */
    public List<DynamicTest> results(int least) throws InterruptedException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : out.lines().toList()) {
            String[] words = line.split(" ", 3);
            tests.add(dynamicTest(words[1], () -> {
                if (!words[0].equals("ok")) fail(words[2].replace('\t', '\n'));
            }));
        }
        int checks = tests.size();
        boolean ended = process.waitFor(30, TimeUnit.SECONDS);
        tests.add(dynamicTest("all checks ran", () -> {
            assertEquals(true, ended && checks >= least, ended + ", " + checks + " checks of " + least);
            if (process.exitValue() > 1) fail("exit code " + process.exitValue());
        }));
        return tests;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
