package io.rmix.http.peer;

import io.rmix.Endpoint;
import io.rmix.http.HttpRequest;
import io.rmix.http.HttpResponse;
import io.rmix.spi.ExportedService;
import io.rmix.spi.ServerEnvironment;

/** The server's side of a protocol whose calls are POSTs over HTTP: the services of one port. Thread safe. */
public interface ServerProtocol {
    /** Makes the protocol of one port. */
    interface Factory {
        /** @param address with its port filled in, without a service */
        ServerProtocol at(Endpoint address, ServerEnvironment environment);
    }

    /**
     * Makes a service callable.
     *
     * @throws IllegalArgumentException if the name is taken here, or the protocol cannot carry the contract
     */
    void add(ExportedService service);

    /** New calls of the service are refused. */
    void remove(ExportedService service);

    /**
     * Answers a request, on a thread that belongs to it alone.
     *
     * @param closing whether new calls are to be refused with {@code CLOSED}
     */
    HttpResponse answer(HttpRequest request, boolean closing);
}
