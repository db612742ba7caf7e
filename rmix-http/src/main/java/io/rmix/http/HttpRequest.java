package io.rmix.http;

import io.rmix.spi.Peer;
import java.util.Map;

/**
 * A request that has arrived whole.
 *
 * @param method such as POST
 * @param path without the query, still encoded
 * @param query after the question mark, or empty
 * @param host the Host header, or empty
 * @param contentType as sent, or empty
 * @param context the header RMIX-Context, by which RMIX peers know each other and say what travels with a call; empty if absent
 * @param body may be longer than {@link #length}
 * @param length of the body
 * @param trace the headers traceparent and tracestate, as far as they are there
 * @param from the caller
 */
public record HttpRequest(
        String method,
        String path,
        String query,
        String host,
        String contentType,
        String context,
        byte[] body,
        int length,
        Map<String, String> trace,
        Peer from) {
    /** Address of the caller, for logs. */
    public String peer() {
        return from.address();
    }
}
