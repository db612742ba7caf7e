package io.rmix.dvm.runtime;

import io.rmix.dvm.service.ServiceTable.State;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over canonical snapshots: for each service in the order of names, one byte with the length of the name, the name in ASCII, and the
 * 32 bytes of the SHA-256 of its snapshot.
 */
final class StateHash {
    private StateHash() {}

    /** 64 hexadecimal digits. Writes the snapshots, which may take long. */
    static String of(List<State> states) {
        MessageDigest all = sha256();
        for (State each : states) {
            byte[] name = each.name().getBytes(StandardCharsets.US_ASCII);
            all.update((byte) name.length);
            all.update(name);
            all.update(digest(each));
        }
        return HexFormat.of().formatHex(all.digest());
    }

    private static byte[] digest(State state) {
        MessageDigest one = sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), one)) {
            state.snapshot().writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot of service " + state.name() + " cannot be written", e);
        }
        return one.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
