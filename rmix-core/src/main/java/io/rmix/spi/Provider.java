package io.rmix.spi;

import io.rmix.Endpoint;
import io.rmix.contract.Contract;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A protocol. Found by {@link java.util.ServiceLoader}; one instance serves all endpoints of its schemes. Two providers for one
 * scheme are an error.
 */
public interface Provider extends AutoCloseable {
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

    /** What links may say of this provider's connections, of all its schemes alike; nothing by default. */
    default List<ConnectionOption<?>> options() {
        return List.of();
    }

    /**
     * Describes a contract for clients that do not know RMIX, as {@code dvm describe} prints it: a .proto file, a WSDL.
     *
     * @param endpoint where a description that says so has the service to be; nothing need listen there
     * @return empty if the protocol has no such form, as by default
     * @throws IllegalArgumentException as {@link #check}
     */
    default Optional<Description> describe(Contract contract, Endpoint endpoint) {
        return Optional.empty();
    }

    /**
     * Ends what the provider keeps beside its acceptors and connections, threads above all: a plug-in's classes leave memory only
     * when none of its threads lives. Called once, when all of those are closed, by the engine that made the provider; one given to
     * {@link io.rmix.Rmix.Builder#provider} is its maker's to close. Does nothing by default.
     */
    @Override
    default void close() {}

    /**
     * Drops what libraries have left in this thread's thread locals. Called after each use of a provider that came as a plug-in, on
     * threads that are not its own: they would keep its classes in memory. Does nothing by default.
     */
    default void leaveThread() {}
}
