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
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is in the ring of a demo: members a, b, c, ... in ring order with falling priorities, each with a member endpoint and a client
 * endpoint for every provider in use.
 *
 * @param nodes the configurations, in ring order
 * @param joining the configurations of members that join later, each with the others as its contacts, which do not know of it
 */
record DemoLayout(List<NodeSettings> nodes, List<NodeSettings> joining) {
    /** As many as there are letters to name them. */
    static final int MAX_MEMBERS = 26;

    /** Copies the lists. */
    DemoLayout(List<NodeSettings> nodes, List<NodeSettings> joining) {
        this.nodes = List.copyOf(nodes);
        this.joining = List.copyOf(joining);
    }

    /** Name of the member with this number, from 0. */
    static String name(int member) {
        return String.valueOf((char) ('a' + member));
    }

    /**
     * Lays out a ring.
     *
     * @param members 1 to {@link #MAX_MEMBERS}, less those that join
     * @param joining names of members that join later
     * @param suspicion silence after which a member is suspected
     * @param providers dealt round the ring: the link from the first member gets the first, and so on, beginning again at the end
     * @param places where the endpoints are
     * @param service what the members replicate
     */
    static DemoLayout of(
            int members,
            List<String> joining,
            Duration suspicion,
            List<String> providers,
            Places places,
            ServiceSettings service)
            throws IOException {
        SharedConfiguration shared = shared(suspicion);
        List<String> distinct = providers.stream().distinct().toList();
        int all = members + joining.size();
        List<MemberAddress> ring = new ArrayList<>();
        Map<String, String> from = new LinkedHashMap<>();
        for (int i = 0; i < members; i++) {
            ring.add(new MemberAddress(name(i), all - i, endpoints(distinct, places)));
            from.put(name(i), providers.get(i % providers.size()));
        }
        List<NodeSettings> nodes = new ArrayList<>();
        for (MemberAddress member : ring) {
            nodes.add(node(member, ring, from, endpoints(distinct, places), shared, service));
        }
        List<NodeSettings> later = new ArrayList<>();
        for (int i = members; i < all; i++) {
            String name = joining.get(i - members);
            MemberAddress self = new MemberAddress(name, all - i, endpoints(distinct, places));
            List<MemberAddress> known = new ArrayList<>(ring);
            known.add(self);
            Map<String, String> links = new LinkedHashMap<>(from);
            links.put(name, providers.get(i % providers.size()));
            later.add(node(self, known, links, endpoints(distinct, places), shared, service));
        }
        return new DemoLayout(nodes, later);
    }

    private static NodeSettings node(
            MemberAddress self,
            List<MemberAddress> members,
            Map<String, String> from,
            List<Endpoint> clients,
            SharedConfiguration shared,
            ServiceSettings service) {
        return new NodeSettings(
                self.name(),
                self.priority(),
                self.endpoints(),
                List.of(),
                clients,
                members,
                new LinkSettings(Optional.empty(), from),
                shared,
                QuorumPolicy.MAJORITY,
                LocalConfiguration.defaults(),
                NodeLimits.defaults(),
                false,
                Optional.empty(),
                List.of(),
                List.of(service));
    }

    private static SharedConfiguration shared(Duration suspicion) {
        SharedConfiguration usual = SharedConfiguration.defaults("demo");
        return new SharedConfiguration(
                usual.dvm(),
                usual.windowBytes(),
                usual.maxMessageBytes(),
                usual.maxFrameBytes(),
                usual.heartbeat(),
                suspicion,
                usual.formationTimeout());
    }

    /**
     * The configuration of a member, whenever it is started.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    NodeSettings node(String name) {
        return Stream.concat(nodes.stream(), joining.stream())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no member " + name));
    }

    private static List<Endpoint> endpoints(List<String> providers, Places places) throws IOException {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String provider : providers) {
            endpoints.add(places.next(provider));
        }
        return endpoints;
    }
}
