package io.rmix.cli.config;

import io.rmix.Endpoint;
import io.rmix.dvm.View;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the configuration of a node from YAML. The keys, optional ones in brackets with their defaults:
 *
 * <pre>
 * dvm: demo                     name of the DVM, equal at all members
 * name: a                       this node
 * priority: 5                   0 to 1000000
 * endpoints:
 *   members: [URI, ...]         where members reach this node
 *   [clients: []]               where clients do
 * members:                      in ring order, this node among them
 *   - name: a                   of this node, the name is enough
 *   - {name: b, priority: 4, endpoints: [URI, ...]}
 * [links:]
 *   [provider: SCHEME]          that of the first endpoint of the member a link goes to
 *   [from: {a: SCHEME}]         for links from the members named
 * [limits:]                     see {@link LimitsReader}
 * [timeouts:]                   see {@link LimitsReader}
 * [security: {insecure-bind: false}]
 * [services:]
 *   - name: jobqueue
 *     [settings: {}]            the service's own
 * </pre>
 */
public final class NodeConfigurationReader {
    private static final int MAX_FILE_BYTES = 1 << 20;
    private static final int MAX_PRIORITY = 1_000_000;

    private NodeConfigurationReader() {}

    /**
     * Reads a file.
     *
     * @throws ConfigurationException if it cannot be read or is wrong; the message says where and what was expected
     */
    public static NodeConfiguration read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new ConfigurationException(file + ": larger than " + Units.format(MAX_FILE_BYTES));
            }
            return read(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file + ": there is no such file");
        } catch (MalformedInputException e) {
            throw new ConfigurationException(file + ": not UTF-8 text");
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read: " + e);
        }
    }

    /**
     * Reads a text.
     *
     * @param file name for error messages
     * @throws ConfigurationException if it is wrong
     */
    public static NodeConfiguration read(String file, String text) {
        Section top = new Value("the file", YamlReader.read(file, text)).section();
        String dvm = top.required("dvm").name();
        MemberConfiguration self = self(top);
        List<Endpoint> clients = endpoints(top.required("endpoints").section(), "clients", false);
        List<MemberConfiguration> members = members(top.required("members"), self);
        LinkConfiguration links = links(top.section("links"), members);
        LimitsReader limits = LimitsReader.read(dvm, top.section("limits"), top.section("timeouts"));
        Section security = top.section("security");
        boolean insecureBind =
                security.optional("insecure-bind").map(Value::truth).orElse(false);
        security.finish();
        List<ServiceConfiguration> services = services(top);
        top.finish();
        if (!insecureBind) {
            Loopback.requireIt(top.required("endpoints").section());
        }
        return new NodeConfiguration(
                self.name(),
                self.priority(),
                self.endpoints(),
                clients,
                members,
                links,
                limits.shared(),
                limits.local(),
                limits.calls(),
                insecureBind,
                services);
    }

    private static MemberConfiguration self(Section top) {
        Section endpoints = top.required("endpoints").section();
        List<Endpoint> forMembers = endpoints(endpoints, "members", true);
        endpoints.optional("clients");
        endpoints.finish();
        return new MemberConfiguration(
                top.required("name").name(), top.required("priority").integer(0, MAX_PRIORITY), forMembers);
    }

    private static List<Endpoint> endpoints(Section section, String key, boolean required) {
        if (!required && section.optional(key).isEmpty()) {
            return List.of();
        }
        Value list = section.required(key);
        List<Endpoint> endpoints = new ArrayList<>();
        for (Value item : list.items()) {
            Endpoint endpoint = item.address();
            if (endpoints.contains(endpoint)) {
                throw item.place().error("%s: %s stands here twice", key, endpoint);
            }
            endpoints.add(endpoint);
        }
        if (required && endpoints.isEmpty()) {
            throw list.expected("at least one endpoint");
        }
        return endpoints;
    }

    private static List<MemberConfiguration> members(Value list, MemberConfiguration self) {
        List<MemberConfiguration> members = new ArrayList<>();
        for (Value item : list.items()) {
            MemberConfiguration member = member(item, self);
            for (MemberConfiguration other : members) {
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

    private static MemberConfiguration member(Value item, MemberConfiguration self) {
        Section section = item.section();
        String name = section.required("name").name();
        boolean isSelf = name.equals(self.name());
        int priority = isSelf && section.optional("priority").isEmpty()
                ? self.priority()
                : section.required("priority").integer(0, MAX_PRIORITY);
        List<Endpoint> endpoints = isSelf && section.optional("endpoints").isEmpty()
                ? self.endpoints()
                : endpoints(section, "endpoints", true);
        section.finish();
        MemberConfiguration member = new MemberConfiguration(name, priority, endpoints);
        if (isSelf && !member.equals(self)) {
            throw section.place()
                    .error(
                            "members: '%s' is this node, but its priority or endpoints differ from those above: leave them out here",
                            name);
        }
        return member;
    }

    private static LinkConfiguration links(Section section, List<MemberConfiguration> members) {
        var provider = section.optional("provider").map(Value::scheme);
        Section bySource = section.section("from");
        Map<String, String> from = new LinkedHashMap<>();
        for (Value value : bySource.all()) {
            if (members.stream().noneMatch(member -> member.name().equals(value.key()))) {
                throw value.place().error("from: there is no member '%s'", value.key());
            }
            from.put(value.key(), value.scheme());
        }
        section.finish();
        var links = new LinkConfiguration(provider, from);
        for (int i = 0; i < members.size() && members.size() > 1; i++) {
            String source = members.get(i).name();
            MemberConfiguration target = members.get((i + 1) % members.size());
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

    private static List<ServiceConfiguration> services(Section top) {
        List<ServiceConfiguration> services = new ArrayList<>();
        for (Value item : top.optional("services").map(Value::items).orElse(List.of())) {
            Section section = item.section();
            String name = section.required("name").name();
            Map<String, String> settings = new LinkedHashMap<>();
            for (Value setting : section.section("settings").all()) {
                settings.put(setting.key(), setting.text("a single value"));
            }
            section.finish();
            if (services.stream().anyMatch(service -> service.name().equals(name))) {
                throw item.place().error("services: '%s' stands here twice", name);
            }
            services.add(new ServiceConfiguration(name, settings));
        }
        return services;
    }
}
