package io.rmix.cli.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What processes use of the memory. */
final class Rss {
    private Rss() {}

    /** Bytes in memory; 0 if the process has gone, or where there is no /proc. */
    static long of(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status")))
                if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            return 0;
        } catch (IOException gone) {
            return 0;
        }
    }
}
