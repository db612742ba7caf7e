package io.rmix.cli.fleet;

import io.rmix.Endpoint;
import io.rmix.cli.config.LinkSettings;
import io.rmix.cli.config.NodeSettings;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.runtime.MemberAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is in a ring: members a, b, c, ... in ring order with falling priorities, each with a member endpoint and a client
 * endpoint for every provider in use.
 *
 * @param nodes the configurations, in ring order
 * @param joining the configurations of members that join later, each with the others as its contacts, which do not know of it
 */
public record RingLayout(List<NodeSettings> nodes, List<NodeSettings> joining) {
    /** As many as there are letters to name them. */
    public static final int MAX_MEMBERS = 26;

    /** Copies the lists. */
    public RingLayout(List<NodeSettings> nodes, List<NodeSettings> joining) {
        this.nodes = List.copyOf(nodes);
        this.joining = List.copyOf(joining);
    }

    /** Name of the member with this number, from 0. */
    public static String name(int member) {
        return String.valueOf((char) ('a' + member));
    }

    /**
     * Lays out a ring.
     *
     * @throws IOException if there is no place for an endpoint
     */
    public static RingLayout of(Ring ring, Homes homes) throws IOException {
        int all = ring.members() + ring.joining().size();
        List<MemberAddress> listening = new ArrayList<>();
        Map<String, String> from = new LinkedHashMap<>();
        for (int i = 0; i < all; i++) {
            String name = i < ring.members() ? name(i) : ring.joining().get(i - ring.members());
            listening.add(new MemberAddress(name, all - i, endpoints(name, ring, homes)));
            from.put(name, ring.providers().get(i % ring.providers().size()));
        }
        List<MemberAddress> reached = new ArrayList<>();
        for (MemberAddress each : listening) {
            reached.add(reached(each, homes));
        }
        List<NodeSettings> nodes = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            List<MemberAddress> known = new ArrayList<>(reached.subList(0, ring.members()));
            if (i >= ring.members()) {
                known.add(reached.get(i));
            }
            Map<String, String> links = new LinkedHashMap<>();
            known.forEach(each -> links.put(each.name(), from.get(each.name())));
            nodes.add(node(listening.get(i), reached.get(i), known, links, ring, homes));
        }
        return new RingLayout(nodes.subList(0, ring.members()), nodes.subList(ring.members(), all));
    }

    private static NodeSettings node(
            MemberAddress self,
            MemberAddress reached,
            List<MemberAddress> members,
            Map<String, String> from,
            Ring ring,
            Homes homes)
            throws IOException {
        return new NodeSettings(
                self.name(),
                self.priority(),
                self.endpoints(),
                reached.endpoints().stream()
                        .filter(each -> !self.endpoints().contains(each))
                        .toList(),
                endpoints(self.name(), ring, homes),
                members,
                new LinkSettings(Optional.empty(), from),
                ring.shared(),
                ring.quorum(),
                LocalConfiguration.defaults(),
                ring.limits(),
                homes.isTrusted(),
                Optional.empty(),
                List.of(),
                List.of(ring.service()));
    }

    private static MemberAddress reached(MemberAddress listening, Homes homes) throws IOException {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Endpoint each : listening.endpoints()) {
            endpoints.add(homes.reachedAt(listening.name(), each));
        }
        return new MemberAddress(listening.name(), listening.priority(), endpoints);
    }

    /**
     * The configuration of a member, whenever it is started.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public NodeSettings node(String name) {
        return all().filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no member " + name));
    }

    /** All, those that join later at the end. */
    public Stream<NodeSettings> all() {
        return Stream.concat(nodes.stream(), joining.stream());
    }

    private static List<Endpoint> endpoints(String member, Ring ring, Homes homes) throws IOException {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String provider : ring.providers().stream().distinct().toList()) {
            endpoints.add(homes.next(member, provider));
        }
        return endpoints;
    }
}
