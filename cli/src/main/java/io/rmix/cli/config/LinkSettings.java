package io.rmix.cli.config;

import io.rmix.Endpoint;
import io.rmix.Links;
import io.rmix.dvm.runtime.MemberAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which provider carries which link: that given for the member it comes from, else the default, else that of the first endpoint
 * of the member it goes to.
 *
 * @param provider the default, a scheme
 * @param from schemes by the name of the member that the link comes from
 * @param rules come before both, by the member that a link goes to
 */
public record LinkSettings(Optional<String> provider, Map<String, String> from, Links rules) {
    /** Copies the map. */
    public LinkSettings {
        from = Map.copyOf(from);
    }

    /** Without rules. */
    public LinkSettings(Optional<String> provider, Map<String, String> from) {
        this(provider, from, Links.none());
    }

    /** Every link by the first endpoint of the member it goes to. */
    public static LinkSettings byFirstEndpoint() {
        return new LinkSettings(Optional.empty(), Map.of());
    }

    /** The scheme that was asked for, for links from the member; empty if any will do. */
    public Optional<String> wanted(String member) {
        return Optional.ofNullable(from.get(member)).or(() -> provider);
    }

    /**
     * Where a link goes.
     *
     * @return the endpoint of {@code target}, or empty if it has none of the provider asked for
     */
    public Optional<Endpoint> endpoint(String source, MemberAddress target) {
        Optional<String> scheme = wanted(source);
        return target.endpoints().stream()
                .filter(endpoint -> scheme.isEmpty() || endpoint.scheme().equals(scheme.get()))
                .findFirst();
    }

    /** The schemes by member, in order of the names. */
    Map<String, String> sorted() {
        return new TreeMap<>(from);
    }
}
