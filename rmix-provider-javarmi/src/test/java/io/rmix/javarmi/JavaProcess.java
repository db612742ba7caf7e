package io.rmix.javarmi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Another JVM, whose class path has the classes of the legacy application alone. */
final class JavaProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private JavaProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param folder where to put the classes of the application; empty, or used before */
    static JavaProcess start(Path folder, Class<?> main, List<String> options, String... arguments) throws Exception {
        Path classes =
                Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path source = classes.resolve(main.getPackageName().replace('.', '/'));
        Path target =
                Files.createDirectories(folder.resolve(main.getPackageName().replace('.', '/')));
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(file.getFileName());
                if (Files.notExists(copy)) Files.copy(file, copy);
            }
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx128m");
        command.addAll(options);
        command.addAll(List.of("-cp", folder.toString(), main.getName()));
        command.addAll(List.of(arguments));
        return new JavaProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The rest of the line that begins so. */
    String line(String start) throws IOException {
        for (String line; (line = out.readLine()) != null; )
            if (line.startsWith(start)) return line.substring(start.length());
        throw new IOException("the process ended before it said " + start);
    }

    /** All it says until it ends. */
    List<String> lines() {
        return out.lines().toList();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }
}
