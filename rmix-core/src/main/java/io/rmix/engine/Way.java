package io.rmix.engine;

import io.rmix.Endpoint;
import java.util.Map;

/**
 * How an object may be called: an endpoint, and what links say of the connection to it. Another one is another connection.
 *
 * @param options values by name, see {@link io.rmix.spi.ConnectionOption}
 */
record Way(Endpoint endpoint, Map<String, String> options) {
    Way {
        options = Map.copyOf(options);
    }

    /** With defaults for all options. */
    static Way to(Endpoint endpoint) {
        return new Way(endpoint, Map.of());
    }

    Way withoutService() {
        return new Way(endpoint.withService(""), options);
    }

    @Override
    public String toString() {
        return options.isEmpty() ? endpoint.toString() : endpoint + " " + options;
    }
}
