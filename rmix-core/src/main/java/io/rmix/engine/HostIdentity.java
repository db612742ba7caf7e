package io.rmix.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether two processes run on one host: the kernel's boot identity where there is one. */
final class HostIdentity {
    private static final String HERE = read(Path.of("/proc/sys/kernel/random/boot_id"));

    private HostIdentity() {}

    /** Of this host; empty if it has none. */
    static String here() {
        return HERE;
    }

    /** False if either is not known. */
    static boolean isHere(String host) {
        return !host.isEmpty() && host.equals(HERE);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException | SecurityException e) {
            return "";
        }
    }
}
