package io.rmix.cli.config;

import io.rmix.Endpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Where this node listens and is reached.
 *
 * @param members where it listens for other members, one for each scheme
 * @param advertised where they reach it instead, each with a scheme of {@code members}
 * @param clients where clients reach it
 */
record EndpointsReader(List<Endpoint> members, List<Endpoint> advertised, List<Endpoint> clients) {
    /** Reads the section of this name. */
    static EndpointsReader read(Section section) {
        List<Endpoint> members = oneForEachScheme(section.required("members"));
        List<Endpoint> advertised = section.optional("advertise")
                .map(list -> advertised(list, members))
                .orElse(List.of());
        List<Endpoint> clients = section.optional("clients")
                .map(list -> list.items().stream().map(Value::address).toList())
                .orElse(List.of());
        section.finish();
        return new EndpointsReader(members, advertised, clients);
    }

    /** At least one address, and no two for one scheme. */
    static List<Endpoint> oneForEachScheme(Value list) {
        List<Endpoint> endpoints = distinct(list);
        if (endpoints.isEmpty()) {
            throw list.expected("at least one endpoint");
        }
        return endpoints;
    }

    private static List<Endpoint> distinct(Value list) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Value item : list.items()) {
            Endpoint endpoint = item.address();
            if (hasScheme(endpoints, endpoint.scheme())) {
                throw item.place()
                        .error("%s: a second endpoint for %s: expected one for each", list.key(), endpoint.scheme());
            }
            endpoints.add(endpoint);
        }
        return endpoints;
    }

    private static List<Endpoint> advertised(Value list, List<Endpoint> members) {
        for (Value item : list.items()) {
            Endpoint endpoint = item.address();
            if (!hasScheme(members, endpoint.scheme())) {
                throw item.place()
                        .error(
                                "advertise: %s: this node does not listen for %s: expected the scheme of one of %s",
                                endpoint, endpoint.scheme(), members);
            }
        }
        return distinct(list);
    }

    private static boolean hasScheme(List<Endpoint> endpoints, String scheme) {
        return endpoints.stream().anyMatch(each -> each.scheme().equals(scheme));
    }

    /** Where other members reach this node, in the order of {@link #members}. */
    List<Endpoint> reached() {
        return reached(members, advertised);
    }

    /** Where those that listen at some addresses are reached, if others are advertised for some of their schemes. */
    static List<Endpoint> reached(List<Endpoint> listening, List<Endpoint> advertised) {
        return listening.stream()
                .map(bound -> advertised.stream()
                        .filter(each -> each.scheme().equals(bound.scheme()))
                        .findFirst()
                        .orElse(bound))
                .toList();
    }
}
