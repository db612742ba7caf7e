package io.rmix.grpc;

import io.grpc.Metadata;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.grpc.ReflectedCall.Target;
import java.util.Map;

/** A call's entries as request headers of their own, which any server can read. */
final class ReflectedHeaders {
    private ReflectedHeaders() {}

    /** @throws io.rmix.InvocationException naming an entry that cannot be a header; the library would leave it out */
    static Metadata of(Map<String, String> entries, Target target) {
        Metadata headers = new Metadata();
        int size = 0;
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            String key = entry.getKey();
            if (!key.matches("[a-z0-9._-]{1,64}") || key.startsWith("grpc-") || key.endsWith("-bin"))
                throw refused(
                        target,
                        "entry '" + key + "': a header's name has 1 to 64 of a-z 0-9 . _ -, does not begin with grpc-"
                                + " and does not end with -bin");
            if (!entry.getValue().chars().allMatch(c -> c >= ' ' && c <= '~'))
                throw refused(
                        target, "entry '" + key + "': a header's value has the printable characters of ASCII only");
            size += key.length() + entry.getValue().length();
            headers.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), entry.getValue());
        }
        if (size > Wire.ENTRIES_BYTES)
            throw target.failure(
                    Code.TOO_LARGE,
                    Outcome.NOT_INVOKED,
                    "the entries have " + size + " bytes, headers carry " + Wire.ENTRIES_BYTES,
                    null);
        return headers;
    }

    private static RuntimeException refused(Target target, String reason) {
        return target.failure(Code.INVALID, Outcome.NOT_INVOKED, reason, null);
    }
}
