package io.rmix.cli.config;

import io.rmix.Endpoint;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.runtime.Contacts;
import io.rmix.dvm.runtime.MemberAddress;
import io.rmix.dvm.runtime.NodeLimits;
import io.rmix.dvm.runtime.PluginSettings;
import java.util.List;
import java.util.Optional;

/**
 * All that one node is told at its start.
 *
 * @param name of this node, unique in the DVM
 * @param priority of this node, unique in the DVM, 0 to 1,000,000; decides ties (the higher is delivered first) and who coordinates
 * @param memberEndpoints where this node listens for other members, at least one; they reach it there, unless {@code advertised} says otherwise
 * @param advertised where other members reach those of {@code memberEndpoints}, by scheme, that they do not reach where this node listens; may be empty
 * @param clientEndpoints where clients reach this node's services; may be empty
 * @param members those that found the DVM in ring order, this node among them, 1 to 1024; this node alone if it knows only contacts
 * @param links which provider carries which link
 * @param shared what all members must agree on, the DVM's name, the quorum's policy and the floor for writes included
 * @param local what this node decides for itself
 * @param limits what this node decides about itself
 * @param insecureBind whether plain endpoints may listen beyond loopback. Everybody who reaches them may then call.
 * @param plugins providers and interceptors out of folders, which endpoints and interceptors may name
 * @param interceptors of the client endpoints, in order
 * @param services the replicated services, equal at all members, by name
 * @param contacts whom this node asks to be taken in beside the members, and whether the members found
 */
public record NodeSettings(
        String name,
        int priority,
        List<Endpoint> memberEndpoints,
        List<Endpoint> advertised,
        List<Endpoint> clientEndpoints,
        List<MemberAddress> members,
        LinkSettings links,
        SharedConfiguration shared,
        LocalConfiguration local,
        NodeLimits limits,
        boolean insecureBind,
        Optional<PluginSettings> plugins,
        List<InterceptorSettings> interceptors,
        List<ServiceSettings> services,
        Contacts contacts) {

    /** Copies the lists. What else must hold between the parts, {@link NodeSettingsReader} checks, which knows the places. */
    public NodeSettings {
        memberEndpoints = List.copyOf(memberEndpoints);
        advertised = List.copyOf(advertised);
        clientEndpoints = List.copyOf(clientEndpoints);
        members = List.copyOf(members);
        interceptors = List.copyOf(interceptors);
        services = List.copyOf(services);
    }

    /** Founds the DVM alone, whatever the file says, if no contact knows one. */
    public NodeSettings founding() {
        return new NodeSettings(
                name,
                priority,
                memberEndpoints,
                advertised,
                clientEndpoints,
                List.of(member(name)),
                links,
                shared,
                local,
                limits,
                insecureBind,
                plugins,
                interceptors,
                services,
                new Contacts(contacts.endpoints(), true));
    }

    /**
     * The member of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public MemberAddress member(String wanted) {
        return members.stream()
                .filter(member -> member.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no member '" + wanted + "' among " + members));
    }

    /** The member after the one of the given name, in ring order; itself if it is alone. */
    public MemberAddress successorOf(String wanted) {
        return members.get((members.indexOf(member(wanted)) + 1) % members.size());
    }

    /** Where other members reach this node, in the order of {@link #memberEndpoints}. */
    public List<Endpoint> reached() {
        return EndpointsReader.reached(memberEndpoints, advertised);
    }
}
