package io.rmix.engine;

import io.rmix.ServerInterceptor;
import java.util.List;

/**
 * A servant as it is called at one endpoint.
 *
 * @param provider name of the one that carries the calls
 * @param interceptors in order
 */
record Served(Servant servant, String provider, List<ServerInterceptor> interceptors) {
    Served {
        interceptors = List.copyOf(interceptors);
    }
}
