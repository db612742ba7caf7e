package io.rmix.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Paths for Unix domain sockets, short enough for one, in a folder that goes when the process ends. */
public final class SocketFiles {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Path FOLDER = folder();

    private SocketFiles() {}

    /** The absolute path of a file that is not there. */
    public static String free() {
        return FOLDER.resolve("kit-" + NEXT.incrementAndGet() + ".sock").toString();
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("rmix").toRealPath();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) Files.delete(file);
            Files.delete(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + e);
        }
    }
}
