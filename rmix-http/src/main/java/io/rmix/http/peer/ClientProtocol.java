package io.rmix.http.peer;

import io.rmix.Limits;
import io.rmix.http.HttpAnswer;
import io.rmix.http.HttpBody;
import io.rmix.spi.OutboundCall;
import org.jspecify.annotations.Nullable;

/** The client's side of a protocol whose calls are POSTs over HTTP. Thread safe. */
public interface ClientProtocol {
    /** Makes the protocol of one connection. */
    interface Factory {
        ClientProtocol within(Limits limits);
    }

    /**
     * Encodes a call.
     *
     * @throws io.rmix.InvocationException with NOT_INVOKED, if a value cannot be sent
     */
    Request encode(OutboundCall call);

    /**
     * Reads the answer of a call.
     *
     * @return the result, null for void
     * @throws Throwable a declared exception, or an {@link io.rmix.InvocationException}
     */
    @Nullable Object read(OutboundCall call, HttpAnswer answer) throws Throwable;

    /**
     * A request without its first lines.
     *
     * @param path to POST to
     * @param headers lines, each with its end; Content-Type among them
     * @param body to send
     */
    record Request(String path, String headers, HttpBody body) {}
}
