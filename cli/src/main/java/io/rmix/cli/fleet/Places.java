package io.rmix.cli.fleet;

import io.rmix.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where members can listen: a block of loopback ports, and a folder of this user's for the files of Unix domain sockets. */
public final class Places implements Homes, AutoCloseable {
    private final PortBlock ports;
    private @Nullable Path folder;
    private int files;

    private Places(PortBlock ports) {
        this.ports = ports;
    }

    /**
     * Takes places that nobody else takes.
     *
     * @param start as for {@link PortBlock#take}
     */
    public static Places take(long start) throws IOException {
        return new Places(PortBlock.take(start));
    }

    @Override
    public Endpoint next(String member, String provider) throws IOException {
        if (!provider.endsWith("+unix")) {
            return new Endpoint(provider, "127.0.0.1", ports.next(), "");
        }
        if (folder == null) {
            folder = Files.createTempDirectory("dvm").toRealPath();
        }
        try {
            return new Endpoint(provider, folder.resolve(++files + ".sock").toString(), -1, "");
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the folder for temporary files does not suit sockets; set another with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=/tmp: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Gives the ports back and deletes the folder with what killed members left in it. */
    @Override
    public void close() throws IOException {
        ports.close();
        if (folder == null) {
            return;
        }
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : left.toList()) Files.delete(file);
        }
        Files.delete(folder);
    }
}
