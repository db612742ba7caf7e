package io.rmix.cli.config;

import io.rmix.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * What a node knows of a member of the ring.
 *
 * @param name unique in the DVM
 * @param priority unique in the DVM
 * @param endpoints where members reach it, in order of preference, at least one
 */
public record MemberConfiguration(String name, int priority, List<Endpoint> endpoints) {
    /** Copies the list. */
    public MemberConfiguration {
        endpoints = List.copyOf(endpoints);
    }

    /** The first endpoint of the provider, if there is one. */
    public Optional<Endpoint> endpoint(String provider) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.scheme().equals(provider))
                .findFirst();
    }
}
