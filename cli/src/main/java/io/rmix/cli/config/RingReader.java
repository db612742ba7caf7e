package io.rmix.cli.config;

import io.rmix.Endpoint;
import io.rmix.Links;
import io.rmix.dvm.View;
import io.rmix.dvm.runtime.MemberAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys that say who is in the ring and how they reach each other. */
final class RingReader {
    private static final int MAX_PRIORITY = 1_000_000;

    private RingReader() {}

    /** This node as the top of the file has it: where others reach it. */
    static MemberAddress self(Section top, EndpointsReader endpoints) {
        return new MemberAddress(
                top.required("name").name(), top.required("priority").integer(0, MAX_PRIORITY), endpoints.reached());
    }

    /** All members in ring order; checked to be unique, and to hold this node as it is. */
    static List<MemberAddress> members(Value list, MemberAddress self) {
        List<MemberAddress> members = new ArrayList<>();
        for (Value item : list.items()) {
            MemberAddress member = member(item, self);
            for (MemberAddress other : members) {
                if (other.name().equals(member.name())) {
                    throw item.place().error("members: '%s' stands here twice", member.name());
                }
                if (other.priority() == member.priority()) {
                    throw item.place()
                            .error(
                                    "members: '%s' and '%s' both have priority %d: expected one of its own for each",
                                    other.name(), member.name(), member.priority());
                }
            }
            members.add(member);
        }
        if (members.size() > View.MAX_MEMBERS) {
            throw list.place().error("members: %d are too many: expected at most %d", members.size(), View.MAX_MEMBERS);
        }
        if (!members.contains(self)) {
            throw list.place().error("members: this node, '%s', is not among them", self.name());
        }
        return members;
    }

    private static MemberAddress member(Value item, MemberAddress self) {
        Section section = item.section();
        String name = section.required("name").name();
        boolean isSelf = name.equals(self.name());
        int priority = isSelf && section.optional("priority").isEmpty()
                ? self.priority()
                : section.required("priority").integer(0, MAX_PRIORITY);
        List<Endpoint> endpoints = isSelf && section.optional("endpoints").isEmpty()
                ? self.endpoints()
                : EndpointsReader.oneForEachScheme(section.required("endpoints"));
        section.finish();
        MemberAddress member = new MemberAddress(name, priority, endpoints);
        if (isSelf && !member.equals(self)) {
            throw section.place()
                    .error(
                            "members: '%s' is this node, but its priority or endpoints differ from those above: leave them out here",
                            name);
        }
        return member;
    }

    /** The links; checked to be possible. */
    static LinkSettings links(Section section, List<MemberAddress> members) {
        var provider = section.optional("provider").map(Value::scheme);
        Section bySource = section.section("from");
        Map<String, String> from = new LinkedHashMap<>();
        for (Value value : bySource.all()) {
            if (members.stream().noneMatch(member -> member.name().equals(value.key()))) {
                throw value.place().error("from: there is no member '%s'", value.key());
            }
            from.put(value.key(), value.scheme());
        }
        Links rules = LinkRulesReader.read(section.optional("rules"), members);
        section.finish();
        var links = new LinkSettings(provider, from, rules);
        for (int i = 0; i < members.size() && members.size() > 1; i++) {
            String source = members.get(i).name();
            MemberAddress target = members.get((i + 1) % members.size());
            if (links.endpoint(source, target).isEmpty()) {
                throw section.place()
                        .error(
                                "links: the link from '%s' to '%s' is to use %s, for which '%s' has no endpoint: %s",
                                source,
                                target.name(),
                                links.wanted(source).orElseThrow(),
                                target.name(),
                                target.endpoints());
            }
        }
        return links;
    }
}
