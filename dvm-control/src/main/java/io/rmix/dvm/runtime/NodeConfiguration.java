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
import java.util.stream.Stream;

/**
 * All that a node is started from.
 *
 * @param name of this node, which is one of the members
 * @param members who may found the DVM, in ring order: the successor of each is the next; the first founds it once more than half are there. The same at all members. This
 *     node alone if it knows only contacts
 * @param links for each member by name, the scheme of the provider that carries the link to it when it is the successor; one that is not
 *     named gets the first of its endpoints
 * @param rules by which links choose among the endpoints of members, and their options, by the member's name, host or service; before {@code links}
 * @param shared what all members agree on
 * @param local what this member decides about the ring
 * @param limits what this node decides about itself
 * @param security of the endpoints of members and of clients
 * @param clients where and how clients are served
 * @param services replicas, the same names at all members
 * @param plugins providers out of folders, for endpoints whose scheme the class path has none for, and interceptors
 * @param contacts whom this node asks to be taken in, beside the members, and whether the members found
 * @param listen where this node listens for the other members, for each scheme of its endpoints among the members, where they reach it; empty: at those. They differ behind
 *     address translation, in containers, and behind proxies
 */
public record NodeConfiguration(
        String name,
        List<MemberAddress> members,
        Map<String, String> links,
        Links rules,
        SharedConfiguration shared,
        LocalConfiguration local,
        NodeLimits limits,
        Security security,
        ClientConfiguration clients,
        List<HostedService<?>> services,
        Optional<PluginSettings> plugins,
        Contacts contacts,
        List<Endpoint> listen) {
    /** Checks names, priorities and schemes against each other. */
    public NodeConfiguration {
        Objects.requireNonNull(name, "name");
        members = List.copyOf(members);
        links = Map.copyOf(links);
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(shared, "shared");
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(security, "security");
        Objects.requireNonNull(clients, "clients");
        services = List.copyOf(services);
        Objects.requireNonNull(plugins, "plugins");
        Objects.requireNonNull(contacts, "contacts");
        checkMembers(members);
        checkSize(members.size(), shared);
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
                LocalConfiguration.defaults(),
                NodeLimits.defaults(),
                Security.loopbackOnly(),
                ClientConfiguration.none(),
                List.of(),
                Optional.empty(),
                Contacts.none(),
                List.of());
    }

    /** With providers for links: member's name to scheme. */
    public NodeConfiguration withLinks(Map<String, String> schemes) {
        return new NodeConfiguration(
                name, members, schemes, rules, shared, local, limits, security, clients, services, plugins, contacts,
                listen);
    }

    /** With another policy of quorums. */
    public NodeConfiguration withQuorum(QuorumPolicy policy) {
        return new NodeConfiguration(
                name,
                members,
                links,
                rules,
                shared.withQuorum(policy),
                local,
                limits,
                security,
                clients,
                services,
                plugins,
                contacts,
                listen);
    }

    /** With other local settings. */
    public NodeConfiguration withLocal(LocalConfiguration settings) {
        return new NodeConfiguration(
                name, members, links, rules, shared, settings, limits, security, clients, services, plugins, contacts,
                listen);
    }

    /** With other limits. */
    public NodeConfiguration withLimits(UnaryOperator<NodeLimits> change) {
        NodeLimits changed = change.apply(limits);
        return new NodeConfiguration(
                name, members, links, rules, shared, local, changed, security, clients, services, plugins, contacts,
                listen);
    }

    /** With one more address for clients. */
    public NodeConfiguration withClientEndpoint(String address) {
        ClientConfiguration more = clients.withEndpoint(address);
        return new NodeConfiguration(
                name, members, links, rules, shared, local, limits, security, more, services, plugins, contacts,
                listen);
    }

    /** With one more service. */
    public NodeConfiguration withService(HostedService<?> service) {
        List<HostedService<?>> all = new ArrayList<>(services);
        all.add(service);
        return new NodeConfiguration(
                name, members, links, rules, shared, local, limits, security, clients, all, plugins, contacts, listen);
    }

    /** With others to ask than the members. */
    public NodeConfiguration withContacts(Contacts others) {
        return new NodeConfiguration(
                name, members, links, rules, shared, local, limits, security, clients, services, plugins, others,
                listen);
    }

    /** Listening elsewhere than where the other members reach it: an address for each scheme that they do. */
    public NodeConfiguration withListen(List<Endpoint> addresses) {
        return new NodeConfiguration(
                name, members, links, rules, shared, local, limits, security, clients, services, plugins, contacts,
                addresses);
    }

    /** With another floor for writes. */
    public NodeConfiguration withWriteFloor(int voters) {
        SharedConfiguration changed = shared.withWriteFloor(voters);
        return new NodeConfiguration(
                name, members, links, rules, changed, local, limits, security, clients, services, plugins, contacts,
                listen);
    }

    /** Who founds the DVM; empty if this node only joins one. */
    Optional<String> founder() {
        return contacts.founds() ? Optional.of(members.get(0).name()) : Optional.empty();
    }

    /** The plug-ins, if a member has an endpoint whose scheme only a plug-in can have. */
    Optional<PluginSettings> linkPlugins() {
        Set<String> known = PluginSettings.schemesWithout();
        return plugins.filter(settings -> Stream.concat(
                        members.stream().flatMap(member -> member.endpoints().stream()), contacts.endpoints().stream())
                .anyMatch(endpoint -> !known.contains(endpoint.scheme())));
    }

    /** This node among the members. */
    MemberAddress self() {
        return self(name, members);
    }

    /** Ring index of a member, or -1. */
    int indexOf(String member) {
        return members.stream().map(MemberAddress::name).toList().indexOf(member);
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

    /** Where this node's link to a member may go, the preferred endpoint first. */
    List<Endpoint> linksTo(MemberAddress member) {
        return complete(rules).order(member.name(), member.endpoints());
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

    private static void checkSize(int members, SharedConfiguration shared) {
        if (members > shared.maxMembers()) {
            throw new IllegalArgumentException(members + " members: with windows of " + shared.windowBytes()
                    + " bytes and frames of " + shared.maxFrameBytes() + " a view has at most " + shared.maxMembers()
                    + "; smaller windows leave room for more");
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
