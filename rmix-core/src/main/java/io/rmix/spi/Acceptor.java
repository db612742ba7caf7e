package io.rmix.spi;

import io.rmix.Endpoint;
import java.time.Duration;

/** A bound address and the services exported at it. Thread safe. */
public interface Acceptor {
    /** The address with its port filled in, without a service. */
    Endpoint address();

    /**
     * Makes a service callable.
     *
     * @throws IllegalArgumentException if the name is taken here, or the protocol cannot carry the contract
     */
    void export(ExportedService service);

    /** New calls of the service are refused with {@code NO_SUCH_SERVICE}. Calls in progress go on. */
    void unexport(ExportedService service);

    /**
     * Takes no new connections and calls, lets the answers of calls in progress out, then closes the address.
     *
     * @param drain how long answers may take; what is left is cut off
     */
    void close(Duration drain);
}
