package io.rmix.cli.demo;

import io.rmix.Endpoint;
import io.rmix.cli.config.LinkSettings;
import io.rmix.cli.config.NodeSettings;
import io.rmix.cli.config.ServiceSettings;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.runtime.MemberAddress;
import io.rmix.dvm.runtime.NodeLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is in the ring of a demo: members a, b, c, ... in ring order with falling priorities, each with a member endpoint and a client
 * endpoint for every provider in use.
 *
 * @param nodes the configurations, in ring order
 */
record DemoLayout(List<NodeSettings> nodes) {
    /** As many as there are letters to name them. */
    static final int MAX_MEMBERS = 26;

    /** Copies the list. */
    DemoLayout(List<NodeSettings> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /**
     * Lays out a ring.
     *
     * @param members 1 to {@link #MAX_MEMBERS}
     * @param providers dealt round the ring: the link from the first member gets the first, and so on, beginning again at the end
     * @param places where the endpoints are
     * @param service what the members replicate
     */
    static DemoLayout of(int members, List<String> providers, Places places, ServiceSettings service)
            throws IOException {
        List<String> distinct = providers.stream().distinct().toList();
        List<MemberAddress> ring = new ArrayList<>();
        Map<String, String> from = new LinkedHashMap<>();
        for (int i = 0; i < members; i++) {
            String name = String.valueOf((char) ('a' + i));
            ring.add(new MemberAddress(name, members - i, endpoints(distinct, places)));
            from.put(name, providers.get(i % providers.size()));
        }
        List<NodeSettings> nodes = new ArrayList<>();
        for (MemberAddress member : ring) {
            nodes.add(new NodeSettings(
                    member.name(),
                    member.priority(),
                    member.endpoints(),
                    endpoints(distinct, places),
                    ring,
                    new LinkSettings(Optional.empty(), from),
                    SharedConfiguration.defaults("demo"),
                    QuorumPolicy.MAJORITY,
                    LocalConfiguration.defaults(),
                    NodeLimits.defaults(),
                    false,
                    Optional.empty(),
                    List.of(),
                    List.of(service)));
        }
        return new DemoLayout(nodes);
    }

    private static List<Endpoint> endpoints(List<String> providers, Places places) throws IOException {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String provider : providers) {
            endpoints.add(places.next(provider));
        }
        return endpoints;
    }

    /** The links of the ring; none if there is one member. */
    List<DemoSummary.Link> links() {
        if (nodes.size() == 1) {
            return List.of();
        }
        return nodes.stream()
                .map(node -> new DemoSummary.Link(
                        node.name(),
                        node.successorOf(node.name()).name(),
                        node.links().wanted(node.name()).orElseThrow()))
                .toList();
    }
}
