package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.Links;
import io.rmix.Security;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.service.HostedService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All that a node is started from.
 *
 * @param name of this node, which is one of the members
 * @param members who may found the DVM, in ring order: the successor of each is the next; the first founds it once more than half are there. The same at all members
 * @param links for each member by name, the scheme of the provider that carries the link to it when it is the successor; one that is not
 *     named gets the first of its endpoints
 * @param rules by which links choose among the endpoints of members, and their options, by the member's name, host or service; before {@code links}
 * @param shared what all members agree on
 * @param quorum how many must agree on the next view; the same at all members
 * @param local what this member decides about the ring
 * @param limits what this node decides about itself
 * @param security of the endpoints of members and of clients
 * @param clients where and how clients are served
 * @param services replicas, the same names at all members
 * @param plugins providers out of folders, for endpoints whose scheme the class path has none for, and interceptors
 * @param listen where this node listens for the other members, for each scheme of its endpoints among the members, where they reach it; empty: at those. They differ behind
 *     address translation, in containers, and behind proxies
 */
public record NodeConfiguration(
        String name,
        List<MemberAddress> members,
        Map<String, String> links,
        Links rules,
        SharedConfiguration shared,
        QuorumPolicy quorum,
        LocalConfiguration local,
        NodeLimits limits,
        Security security,
        ClientConfiguration clients,
        List<HostedService<?>> services,
        Optional<PluginSettings> plugins,
        List<Endpoint> listen) {
    /** Checks names, priorities and schemes against each other. */
    public NodeConfiguration {
        Objects.requireNonNull(name, "name");
        members = List.copyOf(members);
        links = Map.copyOf(links);
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(shared, "shared");
        Objects.requireNonNull(quorum, "quorum");
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(security, "security");
        Objects.requireNonNull(clients, "clients");
        services = List.copyOf(services);
        Objects.requireNonNull(plugins, "plugins");
        checkMembers(members);
        listen = listen.isEmpty() ? self(name, members).endpoints() : List.copyOf(listen);
        checkListen(self(name, members), listen);
        links.forEach(new LinkCheck(members)::check);
    }

    /** A node with defaults, without clients and services. */
    public static NodeConfiguration of(String name, List<MemberAddress> members, SharedConfiguration shared) {
        return new NodeConfiguration(
                name,
                members,
                Map.of(),
                Links.none(),
                shared,
                QuorumPolicy.MAJORITY,
                LocalConfiguration.defaults(),
                NodeLimits.defaults(),
                Security.loopbackOnly(),
                ClientConfiguration.none(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    /** With providers for links: member's name to scheme. */
    public NodeConfiguration withLinks(Map<String, String> schemes) {
        return new NodeConfiguration(
                name, members, schemes, rules, shared, quorum, local, limits, security, clients, services, plugins,
                listen);
    }

    /** With another policy of quorums. */
    public NodeConfiguration withQuorum(QuorumPolicy policy) {
        return new NodeConfiguration(
                name, members, links, rules, shared, policy, local, limits, security, clients, services, plugins,
                listen);
    }

    /** With other local settings. */
    public NodeConfiguration withLocal(LocalConfiguration settings) {
        return new NodeConfiguration(
                name, members, links, rules, shared, quorum, settings, limits, security, clients, services, plugins,
                listen);
    }

    /** With other limits. */
    public NodeConfiguration withLimits(UnaryOperator<NodeLimits> change) {
        NodeLimits changed = change.apply(limits);
        return new NodeConfiguration(
                name, members, links, rules, shared, quorum, local, changed, security, clients, services, plugins,
                listen);
    }

    /** With one more address for clients. */
    public NodeConfiguration withClientEndpoint(String address) {
        ClientConfiguration more = clients.withEndpoint(address);
        return new NodeConfiguration(
                name, members, links, rules, shared, quorum, local, limits, security, more, services, plugins, listen);
    }

    /** With one more service. */
    public NodeConfiguration withService(HostedService<?> service) {
        List<HostedService<?>> all = new ArrayList<>(services);
        all.add(service);
        return new NodeConfiguration(
                name, members, links, rules, shared, quorum, local, limits, security, clients, all, plugins, listen);
    }

    /** Listening elsewhere than where the other members reach it: an address for each scheme that they do. */
    public NodeConfiguration withListen(List<Endpoint> addresses) {
        return new NodeConfiguration(
                name, members, links, rules, shared, quorum, local, limits, security, clients, services, plugins,
                addresses);
    }

    /** The plug-ins, if a member has an endpoint whose scheme only a plug-in can have. */
    Optional<PluginSettings> linkPlugins() {
        Set<String> known = PluginSettings.schemesWithout();
        return plugins.filter(settings -> members.stream()
                .flatMap(member -> member.endpoints().stream())
                .anyMatch(endpoint -> !known.contains(endpoint.scheme())));
    }

    /** This node among the members. */
    MemberAddress self() {
        return self(name, members);
    }

    private static MemberAddress self(String name, List<MemberAddress> members) {
        return members.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("this node, " + name + ", is none of the members "
                        + members.stream().map(MemberAddress::name).toList()));
    }

    /**
     * The rules with what holds without them: links go over the provider configured for the member, else that of its first endpoint.
     *
     * @param first rules that come before
     * @throws IllegalArgumentException if they leave a member without an endpoint to reach it at
     */
    Links complete(Links first) {
        Links all = first;
        for (MemberAddress each : members) {
            String scheme =
                    links.getOrDefault(each.name(), each.endpoints().get(0).scheme());
            all = all.with(Links.Rule.target(each.name(), scheme));
        }
        for (MemberAddress each : members) {
            if (all.order(each.name(), each.endpoints()).isEmpty()) {
                throw new IllegalArgumentException(
                        "the rules of links leave no endpoint of " + each.name() + ", which has " + each.endpoints());
            }
        }
        return all;
    }

    /** Where this node's link to a member goes at first. */
    Endpoint linkTo(MemberAddress member) {
        return complete(rules).order(member.name(), member.endpoints()).get(0);
    }

    private static void checkMembers(List<MemberAddress> members) {
        Set<String> names = new HashSet<>();
        Set<Integer> priorities = new HashSet<>();
        for (MemberAddress each : members) {
            if (!names.add(each.name())) {
                throw new IllegalArgumentException("two members are named " + each.name());
            }
            if (!priorities.add(each.priority())) {
                throw new IllegalArgumentException("two members have the priority " + each.priority());
            }
        }
    }

    private static void checkListen(MemberAddress self, List<Endpoint> listen) {
        List<String> schemes = listen.stream().map(Endpoint::scheme).sorted().toList();
        if (!schemes.equals(
                self.endpoints().stream().map(Endpoint::scheme).sorted().toList())) {
            throw new IllegalArgumentException("this node, " + self.name() + ", listens at " + listen
                    + " and is reached at " + self.endpoints() + ": expected one address for each scheme in both");
        }
    }

    private record LinkCheck(List<MemberAddress> members) {
        void check(String to, String scheme) {
            MemberAddress target = members.stream()
                    .filter(each -> each.name().equals(to))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("a link to " + to + ", which is no member"));
            if (target.endpoints().stream().noneMatch(each -> each.scheme().equals(scheme))) {
                throw new IllegalArgumentException("the link to " + to + " over " + scheme
                        + " is not possible: its endpoints are " + target.endpoints());
            }
        }
    }
}
