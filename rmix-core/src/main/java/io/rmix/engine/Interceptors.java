package io.rmix.engine;

import io.rmix.ClientInterceptor;
import io.rmix.ServerInterceptor;
import io.rmix.engine.plugin.InterceptorRegistry;
import java.util.List;
import java.util.stream.Stream;

/**
 * Those of an engine, in order.
 *
 * @param client for all stubs
 * @param server for all exports
 * @param named those that have names
 */
public record Interceptors(List<ClientInterceptor> client, List<ServerInterceptor> server, InterceptorRegistry named) {
    public Interceptors {
        client = List.copyOf(client);
        server = List.copyOf(server);
    }

    /** Those of an endpoint: the engine's first, then its export's, then its own. */
    List<ServerInterceptor> ofServer(List<ServerInterceptor> ofExport, List<ServerInterceptor> ofEndpoint) {
        return Stream.of(server, ofExport, ofEndpoint).flatMap(List::stream).toList();
    }
}
