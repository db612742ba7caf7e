package io.rmix.dvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Golden encodings in proto/vectors, for implementations in all languages: lines with {@code #} describe, the others are hexadecimal. A change of an
 * encoding fails; one that is meant is written with {@code -Dvectors.write=true}.
 */
public final class Vectors {
    private static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "..", "proto", "vectors");

    private Vectors() {}

    /** Compares an encoding with the one that is kept. */
    public static void golden(String name, String description, byte[] bytes) throws IOException {
        String content =
                description.strip().lines().map(line -> ("# " + line).strip()).collect(Collectors.joining("\n")) + "\n"
                        + HexFormat.of().formatHex(bytes).replaceAll("(.{64})(?=.)", "$1\n") + "\n";
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("vectors.write")) {
            Files.writeString(file, content);
        }
        assertEquals(Files.readString(file), content, file + " differs: see the comment of " + Vectors.class);
    }

    /** Names of those that begin so. */
    public static List<String> names(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(each -> each.getFileName().toString())
                    .filter(each -> each.startsWith(prefix) && each.endsWith(".txt"))
                    .map(each -> each.substring(0, each.length() - 4))
                    .sorted()
                    .toList();
        }
    }

    /** The bytes that are kept. */
    public static byte[] read(String name) throws IOException {
        String hex = Files.readAllLines(FOLDER.resolve(name + ".txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.joining());
        return HexFormat.of().parseHex(hex);
    }
}
