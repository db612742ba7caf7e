package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Where and how a node serves clients.
 *
 * @param endpoints addresses at which clients call the services, {@link MemberControl}, {@link LinkControl} and {@link PluginControl}, without a service; may be empty
 * @param interceptors of all of them, in order
 */
public record ClientConfiguration(List<Endpoint> endpoints, List<NodeInterceptor> interceptors) {
    /** @throws IllegalArgumentException if an endpoint names a service */
    public ClientConfiguration {
        endpoints = List.copyOf(endpoints);
        interceptors = List.copyOf(interceptors);
        for (Endpoint each : endpoints) {
            if (!each.service().isEmpty()) {
                throw new IllegalArgumentException(
                        "client endpoint " + each + " names a service: expected scheme://host:port");
            }
        }
    }

    /** No clients are served. */
    public static ClientConfiguration none() {
        return new ClientConfiguration(List.of(), List.of());
    }

    /** With one more address. */
    public ClientConfiguration withEndpoint(String address) {
        List<Endpoint> all = new ArrayList<>(endpoints);
        all.add(Endpoint.parse(address));
        return new ClientConfiguration(all, interceptors);
    }
}
