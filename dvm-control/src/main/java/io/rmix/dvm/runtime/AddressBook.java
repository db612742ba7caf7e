package io.rmix.dvm.runtime;

import io.rmix.Endpoint;
import io.rmix.RemoteRef;
import io.rmix.contract.Contract;
import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where members are reached. What is configured here holds for those that are configured, for it may lead through a proxy; for others what they said of themselves, what
 * the view says, and what the view before said.
 *
 * <p><b>Threads.</b> The protocol loop.
 */
final class AddressBook {
    private static final Logger LOG = LoggerFactory.getLogger(AddressBook.class);
    /** Processes in no view that are remembered. */
    private static final int STRANGERS = 64;

    private final Map<String, List<Endpoint>> configured = new HashMap<>();
    private final Map<String, List<Endpoint>> strangers = new LinkedHashMap<>();
    private final OnceLog mistakes = new OnceLog(LOG);
    private Map<String, List<Endpoint>> members = Map.of();
    private Map<String, List<Endpoint>> former = Map.of();
    private long version;

    AddressBook(List<MemberAddress> members) {
        members.forEach(each -> configured.put(each.name(), each.endpoints()));
    }

    /** Grows when something has changed. */
    long version() {
        return version;
    }

    /** A view is installed. */
    void installed(View view) {
        Map<String, List<Endpoint>> now = new HashMap<>();
        for (ViewMember each : view.members()) {
            now.put(each.member().name(), parse(each.member(), each.endpoints()));
            strangers.remove(each.member().name());
        }
        former = members;
        members = now;
        version++;
    }

    /** A process that is in no view said where it is reached. */
    void reach(Member member, List<String> endpoints) {
        List<Endpoint> told = parse(member, endpoints);
        if (told.equals(strangers.get(member.name()))) {
            return;
        }
        strangers.put(member.name(), told);
        if (strangers.size() > STRANGERS) {
            strangers.remove(strangers.keySet().iterator().next());
        }
        version++;
    }

    private List<Endpoint> parse(Member member, List<String> endpoints) {
        List<Endpoint> parsed = new ArrayList<>();
        for (String each : endpoints) {
            try {
                parsed.add(Endpoint.parse(each));
            } catch (IllegalArgumentException e) {
                mistakes.warn("an address of " + member.name() + " is no endpoint: " + e.getMessage());
            }
        }
        return parsed;
    }

    /** A reference to what a member serves to others under a name; empty if nobody knows where. That it can be reached there, through sockets' files too, is taken for granted. */
    Optional<RemoteRef> find(String member, String service, Class<?> type) {
        List<Endpoint> endpoints = endpoints(member);
        if (endpoints.isEmpty()) {
            return Optional.empty();
        }
        List<String> contracts = List.of(Contract.of(type).name());
        return Optional.of(new RemoteRef(
                UUID.nameUUIDFromBytes((member + "/" + service).getBytes(StandardCharsets.UTF_8)),
                RemoteRef.thisHost(),
                endpoints.stream()
                        .map(each -> new RemoteRef.Entry(each.withService(service), contracts))
                        .toList()));
    }

    /** All that is known, the preferred ones first; empty if nothing is. */
    List<Endpoint> endpoints(String member) {
        List<Endpoint> own = configured.get(member);
        if (own != null) {
            return own;
        }
        Set<Endpoint> told = new LinkedHashSet<>();
        for (Map<String, List<Endpoint>> each : List.of(strangers, members, former)) {
            told.addAll(each.getOrDefault(member, List.of()));
        }
        return List.copyOf(told);
    }
}
