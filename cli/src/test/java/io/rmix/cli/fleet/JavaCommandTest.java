package io.rmix.cli.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCommandTest {
    @TempDir
    Path temp;

    @Test
    void whatTheJvmWarnsOfIsNotInTheOutput() throws Exception {
        Path errors = temp.resolve("errors");
        List<String> command = new ArrayList<>(JavaCommand.dvm("--version"));
        // No machine has pages of this size, of which the JVM warns as it starts.
        command.addAll(command.indexOf("-cp"), List.of("-XX:+UseLargePages", "-XX:LargePageSizeInBytes=3m"));
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        assertTrue(out.startsWith("dvm "), out);
        assertEquals(1, out.lines().count(), out);
        assertTrue(Files.readString(errors).contains("[warning]"), "it warned: " + Files.readString(errors));
    }
}
