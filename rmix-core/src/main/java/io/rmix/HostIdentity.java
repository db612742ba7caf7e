package io.rmix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether two processes run on one host: the kernel's boot identity where there is one. */
final class HostIdentity {
    /** Of this host; empty if it has none. */
    static final String HERE = read(Path.of("/proc/sys/kernel/random/boot_id"));

    private HostIdentity() {}

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException | SecurityException e) {
            return "";
        }
    }
}
