package io.rmix.cli.config;

import io.rmix.cli.Schemes;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.runtime.MemberAddress;
import io.rmix.dvm.runtime.PluginSettings;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the configuration of a node from YAML. The keys, optional ones in brackets with their defaults:
 *
 * <pre>
 * dvm: demo                     name of the DVM, equal at all members
 * name: a                       this node
 * priority: 5                   0 to 1000000
 * endpoints:
 *   members: [URI, ...]         where this node listens for members
 *   [advertise: []]             where they reach it, as far as that is elsewhere
 *   [clients: []]               where clients do
 * members:                      in ring order, this node among them
 *   - name: a                   of this node, the name is enough
 *   - {name: b, priority: 4, endpoints: [URI, ...]}
 * [links:]
 *   [provider: SCHEME]          that of the first endpoint of the member a link goes to
 *   [from: {a: SCHEME}]         for links from the members named
 *   [rules:]                    before both; see {@link LinkRulesReader}
 *     - {target: b, host: "*", service: "*", providers: [SCHEME, ...], options: {SCHEME: {NAME: VALUE}}}
 * [quorum: majority]            or survivors, equal at all members
 * [limits:]                     see {@link LimitsReader}
 * [timeouts:]                   see {@link LimitsReader}
 * [security: {insecure-bind: false}]
 * [plugins:]
 *   folder: PATH                relative to this file's folder
 *   [control: false]
 * [interceptors:]               of the client endpoints, in order
 *   - type: authorization
 *     rules: [{[principal: PATTERN], [entries: {}], [contracts: *], [operations: *]}]
 *   - {type: logging, [level: info]}
 *   - type: metrics
 *   - type: tracing
 *   - {type: NAME, [settings: {}]}   of a plug-in
 * [services:]
 *   - name: jobqueue
 *     [settings: {}]            the service's own
 * </pre>
 */
public final class NodeSettingsReader {
    private static final int MAX_FILE_BYTES = 1 << 20;

    private NodeSettingsReader() {}

    /**
     * Reads a file.
     *
     * @param check says what is wrong with a service, its settings included
     * @throws ConfigurationException if it cannot be read or is wrong; the message says where and what was expected
     */
    public static NodeSettings read(Path file, ServiceCheck check) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new ConfigurationException(file + ": larger than " + Units.format(MAX_FILE_BYTES));
            }
            return read(file.toString(), Files.readString(file), check);
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
     * @param check says what is wrong with a service, its settings included
     * @throws ConfigurationException if it is wrong
     */
    public static NodeSettings read(String file, String text, ServiceCheck check) {
        Yaml yaml = YamlReader.read(file, text);
        Optional<PluginSettings> plugins = PluginsReader.read(new Value("the file", yaml, Schemes.found()).section());
        Section top = new Value("the file", yaml, plugins.isPresent() ? Set.of() : Schemes.found()).section();
        String dvm = top.required("dvm").name();
        EndpointsReader endpoints =
                EndpointsReader.read(top.required("endpoints").section());
        MemberAddress self = RingReader.self(top, endpoints);
        List<MemberAddress> members = RingReader.members(top.required("members"), self);
        LinkSettings links = RingReader.links(top.section("links"), members);
        LimitsReader limits = LimitsReader.read(dvm, top.section("limits"), top.section("timeouts"));
        QuorumPolicy quorum = top.optional("quorum")
                .map(value -> value.oneOf(QuorumPolicy.class))
                .orElse(QuorumPolicy.MAJORITY);
        Section security = top.section("security");
        boolean insecureBind =
                security.optional("insecure-bind").map(Value::truth).orElse(false);
        security.finish();
        top.optional("plugins");
        List<InterceptorSettings> interceptors = InterceptorsReader.read(top, plugins.isPresent());
        List<ServiceSettings> services = services(top, check);
        top.finish();
        if (!insecureBind) {
            Loopback.requireIt(top.required("endpoints").section());
        }
        if (plugins.isPresent() && plugins.get().control()) PluginsReader.requireLoopback(top);
        return new NodeSettings(
                self.name(),
                self.priority(),
                endpoints.members(),
                endpoints.advertised(),
                endpoints.clients(),
                members,
                links,
                limits.shared(),
                quorum,
                limits.local(),
                limits.node(),
                insecureBind,
                plugins,
                interceptors,
                services);
    }

    private static List<ServiceSettings> services(Section top, ServiceCheck check) {
        List<ServiceSettings> services = new ArrayList<>();
        for (Value item : top.optional("services").map(Value::items).orElse(List.of())) {
            Section section = item.section();
            String name = section.required("name").name();
            Map<String, String> settings = new LinkedHashMap<>();
            Map<String, Place> places = new HashMap<>();
            for (Value setting : section.section("settings").all()) {
                settings.put(setting.key(), setting.text("a single value"));
                places.put(setting.key(), setting.place());
            }
            section.finish();
            if (services.stream().anyMatch(service -> service.name().equals(name))) {
                throw item.place().error("services: '%s' stands here twice", name);
            }
            ServiceSettings service = new ServiceSettings(name, settings);
            check.problem(service).ifPresent(problem -> {
                throw places.getOrDefault(problem.setting(), item.place())
                        .error("services: %s: %s", name, problem.text());
            });
            services.add(service);
        }
        return services;
    }
}
