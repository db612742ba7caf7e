package io.rmix;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A reference to an exported object. Two references are to the same object exactly if their {@link #guid()} is the same,
 * whatever their endpoints.
 *
 * @param guid identity of the object, given at export
 * @param endpoints where it can be called, in the exporter's order of preference; not empty
 */
public record RemoteRef(UUID guid, List<Entry> endpoints) {
    public RemoteRef {
        Objects.requireNonNull(guid, "guid");
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) throw new IllegalArgumentException("a reference needs an endpoint");
    }

    /**
     * One way to call the object.
     *
     * @param endpoint with the object's service name
     * @param contracts names of the contracts that can be called there
     */
    public record Entry(Endpoint endpoint, List<String> contracts) {
        public Entry {
            Objects.requireNonNull(endpoint, "endpoint");
            contracts = List.copyOf(contracts);
        }
    }
}
