package io.rmix.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the members' configurations and logs are. A temporary one goes when nobody needs to look into it. */
final class DemoFolder implements AutoCloseable {
    private final Path path;
    private final boolean temporary;
    private boolean useful = true;

    private DemoFolder(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /** One that nobody asked for. */
    static DemoFolder temporary() throws IOException {
        return new DemoFolder(Files.createTempDirectory("dvm-demo"), true);
    }

    /** One that stays; made if it is not there. */
    static DemoFolder of(Path path) throws IOException {
        return new DemoFolder(Files.createDirectories(path), false);
    }

    Path path() {
        return path;
    }

    /** The demo went well. */
    void isOfNoMoreUse() {
        useful = false;
    }

    @Override
    public void close() throws IOException {
        if (!temporary || useful) {
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) Files.delete(file);
        }
        Files.delete(path);
    }
}
