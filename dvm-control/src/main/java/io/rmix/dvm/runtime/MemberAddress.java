package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Where the other members reach a member.
 *
 * @param name of the member
 * @param priority unique; decides ties of the order, the higher first
 * @param endpoints addresses without a service, at most one for each scheme, the preferred one first; not used by clients
 */
public record MemberAddress(String name, int priority, List<Endpoint> endpoints) {
    /** Checks that there is an endpoint, none names a service, and no scheme occurs twice. */
    public MemberAddress {
        Objects.requireNonNull(name, "name");
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("member " + name + " has no endpoint");
        }
        for (Endpoint each : endpoints) {
            if (!each.service().isEmpty()) {
                throw new IllegalArgumentException(
                        "endpoint " + each + " of member " + name + " names a service: expected scheme://host:port");
            }
        }
        if (endpoints.stream().anyMatch(each -> each.port() == 0)) {
            throw new IllegalArgumentException(
                    "endpoint with port 0 of member " + name + ": the others could not know the port that is chosen");
        }
        long schemes = endpoints.stream().map(Endpoint::scheme).distinct().count();
        if (schemes != endpoints.size()) {
            throw new IllegalArgumentException("member " + name + " has two endpoints of one scheme: " + endpoints);
        }
    }

    /** With endpoints as text. */
    public static MemberAddress of(String name, int priority, String... endpoints) {
        return new MemberAddress(
                name, priority, Arrays.stream(endpoints).map(Endpoint::parse).toList());
    }
}
