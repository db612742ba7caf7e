package io.rmix.grpc;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;

/**
 * A message as it came in; decoding is left to the thread that wants it.
 *
 * @param bytes the message; empty if there is a problem
 * @param problem empty, or why it was not read
 * @param tooLarge whether the problem is its size
 */
record Incoming(byte[] bytes, String problem, boolean tooLarge) {
    private static final byte[] NONE = {};

    static Incoming malformed(String problem) {
        return new Incoming(NONE, problem, false);
    }

    boolean sound() {
        return problem.isEmpty();
    }

    /** Reads messages up to a limit. */
    static MethodDescriptor.Marshaller<Incoming> marshaller(int limit) {
        return new MethodDescriptor.Marshaller<>() {
            @Override
            public InputStream stream(Incoming value) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Incoming parse(InputStream stream) {
                try {
                    return read(stream, limit);
                } catch (IOException e) {
                    return malformed("the message cannot be read: " + e.getMessage());
                }
            }
        };
    }

    private static Incoming read(InputStream in, int limit) throws IOException {
        if (!(in instanceof KnownLength)) {
            byte[] bytes = in.readNBytes(limit + 1);
            return bytes.length > limit ? over("more than " + limit, limit) : new Incoming(bytes, "", false);
        }
        int size = in.available();
        if (size > limit) return over(Integer.toString(size), limit);
        byte[] bytes = new byte[size];
        int read = in.readNBytes(bytes, 0, size);
        return read == size ? new Incoming(bytes, "", false) : malformed("the message ends after " + read + " bytes");
    }

    private static Incoming over(String size, int limit) {
        return new Incoming(NONE, "the message has " + size + " bytes, the limit is " + limit, true);
    }
}
