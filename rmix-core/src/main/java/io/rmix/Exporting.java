package io.rmix;

import java.io.IOException;
import java.util.UUID;

/**
 * An export in preparation: one object, each of its interfaces at endpoints of its own.
 *
 * <pre>{@code
 * Export export = rmix.exporting(new BranchOffice())
 *         .at(Bank.class, "grpc://127.0.0.1:0/bank", "soap://127.0.0.1:0/bank")
 *         .at(Audit.class, "grpc://127.0.0.1:0/audit")
 *         .export();
 * }</pre>
 *
 * <p><b>Threads.</b> For one thread.
 */
public interface Exporting {
    /**
     * Makes the object callable through one of its interfaces.
     *
     * @param type service interface
     * @param endpoints {@code scheme://host:port/service}; port 0 takes a free one. Endpoints at one address share its port.
     * @throws IllegalArgumentException if the object is none of that type, or the contract or an endpoint is not possible
     */
    Exporting at(Class<?> type, String... endpoints);

    /**
     * Adds an interceptor: for the endpoints of the last {@link #at}, or before the first one for all endpoints. Several are asked in the order
     * given, after those of the engine; those for all endpoints come first.
     */
    Exporting intercept(ServerInterceptor interceptor);

    /** Gives the object an identity that it had before, so that old references and new ones compare equal. Default: a random one. */
    Exporting as(UUID guid);

    /**
     * Makes the object callable everywhere it was asked for.
     *
     * @throws IOException if an address cannot be bound; nothing is exported then
     * @throws IllegalArgumentException if an endpoint is not possible here, or none was given; nothing is exported then
     */
    Export export() throws IOException;
}
