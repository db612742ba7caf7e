package io.rmix.cli.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the members' configurations and logs are. A temporary one goes when nobody needs to look into it. */
public final class RunFolder implements AutoCloseable {
    private final Path path;
    private final boolean temporary;
    private boolean useful = true;

    private RunFolder(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /**
     * One that nobody asked for.
     *
     * @param prefix how its name begins
     */
    public static RunFolder temporary(String prefix) throws IOException {
        return new RunFolder(Files.createTempDirectory(prefix), true);
    }

    /** One that stays; made if it is not there. */
    public static RunFolder of(Path path) throws IOException {
        return new RunFolder(Files.createDirectories(path), false);
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** All went well. */
    public void isOfNoMoreUse() {
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
