package io.rmix.cli.fleet;

import io.rmix.Endpoint;
import java.io.IOException;

/** Where the members of a ring live. */
@FunctionalInterface
public interface Homes {
    /**
     * An endpoint that nobody listens at yet.
     *
     * @param member who will
     * @param provider its scheme
     * @throws IOException if there is none left
     */
    Endpoint next(String member, String provider) throws IOException;

    /**
     * Where other members reach an endpoint.
     *
     * @param member who listens there
     * @throws IOException if there is no place left
     */
    default Endpoint reachedAt(String member, Endpoint listening) throws IOException {
        return listening;
    }

    /** Whether members may listen without TLS where others than this machine might reach them. */
    default boolean isTrusted() {
        return false;
    }
}
