package io.rmix.spi;

import io.rmix.Endpoint;
import io.rmix.contract.Contract;
import java.io.IOException;
import java.util.Set;

/**
 * A protocol. Found by {@link java.util.ServiceLoader}; one instance serves all endpoints of its schemes. Two providers for one
 * scheme are an error.
 */
public interface Provider {
    /** Short name for messages and tables, such as {@code grpc}. */
    String name();

    /** Schemes of the endpoints it serves. */
    Set<String> schemes();

    /**
     * Refuses what the protocol cannot carry, at export and at connect.
     *
     * @throws IllegalArgumentException naming contract, method, parameter and what to do
     */
    void check(Contract contract);

    /**
     * Binds an address. What will be exported there is served from {@link Acceptor#open} on.
     *
     * @param address an endpoint without service; port 0 has one chosen
     * @throws IOException if it cannot be bound, naming the address
     */
    Acceptor listen(Endpoint address, ServerEnvironment environment) throws IOException;

    /**
     * Makes a connection to an address. Need not reach the peer yet: calls report what they meet, and a connection that broke
     * is made anew by the calls after it. Several stubs share one.
     */
    Connection connect(Endpoint address, ClientEnvironment environment);
}
