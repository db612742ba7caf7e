package io.rmix.cli.torture.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Whose a connection on loopback is: the kernel's tables name a socket's inode, and each process's open files name its sockets. On Linux only.
 *
 * <p><b>Threads.</b> Any.
 */
final class SocketOwners {
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private final Map<String, Long> processes = new ConcurrentHashMap<>();

    /** Whether this system tells. */
    static boolean known() {
        return Files.isReadable(Path.of("/proc/net/tcp")) && Files.isReadable(Path.of("/proc/self/fd"));
    }

    /** The member's process is this one from now on. */
    void runs(String member, long pid) {
        processes.put(member, pid);
    }

    /** The member whose process has the connection from that port to that port; empty if none has. */
    Optional<String> owner(int from, int to) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .map(Path::of)
                .filter(Files::isReadable)
                .flatMap(table -> inode(table, from, to).stream())
                .flatMap(inode -> owner("socket:[" + inode + "]").stream())
                .findFirst();
    }

    private static Optional<String> inode(Path table, int from, int to) {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(line -> port(line[LOCAL]) == from && port(line[REMOTE]) == to)
                    .map(line -> line[INODE])
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }

    private Optional<String> owner(String socket) {
        return processes.entrySet().stream()
                .filter(each -> has(each.getValue(), socket))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean has(long pid, String socket) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files) {
                if (isLinkTo(file, socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException ended) {
            return false;
        }
    }

    private static boolean isLinkTo(Path file, String target) {
        try {
            return Files.readSymbolicLink(file).toString().equals(target);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
