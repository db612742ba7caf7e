package io.rmix.grpc;

import io.rmix.Endpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a listening Unix domain socket. The socket is bound to a name beside it and gets the file's name when only its owner can
 * connect: {@link #temporary}, then {@link #publish}. Of servers that publish at once, one succeeds; the file that a dead server
 * left is replaced.
 */
final class SocketFile {
    private static final Logger LOG = LoggerFactory.getLogger(SocketFile.class);
    private static final int OTHERS_WRITE = 0002;
    private static final int STICKY = 01000;
    private static final int ROUNDS = 20;

    private final Path path;
    private final Path temporary;
    private @Nullable Object key;

    private SocketFile(Path path) {
        this.path = path;
        this.temporary = beside();
    }

    /**
     * The file of an address, nothing of which is there yet.
     *
     * @throws IOException if its folder is not there, or others than its owner could take the file's place
     */
    static SocketFile of(Endpoint address) throws IOException {
        SocketFile file = new SocketFile(Path.of(address.host()));
        Path folder = file.path.resolveSibling(".");
        if (!Files.isDirectory(folder)) throw new IOException("there is no folder " + file.path.getParent());
        int mode;
        try {
            mode = (int) Files.getAttribute(folder, "unix:mode");
        } catch (UnsupportedOperationException e) {
            throw new IOException("this system's files have no owner and mode to protect the socket by", e);
        }
        if ((mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0)
            throw new IOException(
                    "everybody can put another file in the place of the socket, for all users may write to "
                            + file.path.getParent() + ": take that away (chmod o-w), or choose another folder");
        return file;
    }

    /** Where to bind. */
    UnixDomainSocketAddress temporary() {
        return UnixDomainSocketAddress.of(temporary);
    }

    /** A name for a moment, as long as a path may be at most. */
    private Path beside() {
        return path.resolveSibling(path.getFileName() + "~"
                + Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36, 36 * 36 * 36), 36));
    }

    /**
     * Gives the bound socket its name.
     *
     * @throws IOException if another server listens there, or something else is there
     */
    void publish() throws IOException {
        try {
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
            key = key(temporary);
            for (int round = 0; round < ROUNDS; round++) {
                if (link(temporary)) return;
                clearAway();
            }
            throw new BindException("other servers come and go at " + path);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Returns false if there is a file of that name. */
    private boolean link(Path socket) throws IOException {
        try {
            Files.createLink(path, socket);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Removes the socket of a dead server. It is looked at again when it is out of the way: it might have become a live one's. */
    private void clearAway() throws IOException {
        Path aside = beside();
        try {
            requireDead(path);
            Files.move(path, aside);
        } catch (NoSuchFileException e) {
            LOG.debug("{} went by itself", path);
            return;
        }
        try {
            requireDead(aside);
        } catch (BindException e) {
            if (!link(aside)) LOG.warn("{} was given to two servers at once: one of them is not reached", path);
            throw e;
        } finally {
            Files.delete(aside);
        }
    }

    private void requireDead(Path socket) throws IOException {
        if (!Files.readAttributes(socket, BasicFileAttributes.class).isOther())
            throw new BindException("there is a file that is not a socket");
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(socket));
        } catch (ConnectException refused) {
            LOG.debug("nobody listens at {}", socket);
            return;
        }
        throw new BindException("address already in use: a server listens there");
    }

    /** Takes the name away from the socket, if it still has it. */
    void remove() {
        try {
            if (key(path).equals(key)) Files.delete(path);
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone already", path);
        } catch (IOException e) {
            LOG.warn("{} stays behind: {}", path, e.toString());
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }
}
