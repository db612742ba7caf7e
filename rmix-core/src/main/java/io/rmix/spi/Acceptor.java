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

    /**
     * Begins to take connections; called once, when the first service is exported. Peers that come before wait, or find nobody as
     * long as the address is not bound: none finds it without the service it was bound for.
     */
    void open();

    /** New calls of the service are refused with {@code NO_SUCH_SERVICE}. Calls in progress go on. */
    void unexport(ExportedService service);

    /**
     * Takes no new connections and calls, if it ever did; lets the answers of calls in progress out, then closes the address.
     *
     * @param drain how long answers may take; what is left is cut off
     */
    void close(Duration drain);
}
