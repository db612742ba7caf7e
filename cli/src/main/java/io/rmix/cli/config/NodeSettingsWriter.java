package io.rmix.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.rmix.Endpoint;
import io.rmix.cli.config.InterceptorSettings.Type;
import io.rmix.dvm.runtime.PluginSettings;
import io.rmix.interceptors.Authorization.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes the configuration of a node as YAML with every key; {@link NodeSettingsReader} reads the same back. */
public final class NodeSettingsWriter {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());

    private NodeSettingsWriter() {}

    /** The text of the file. */
    public static String write(NodeSettings node) {
        Map<String, Object> top = new LinkedHashMap<>();
        top.put("dvm", node.shared().dvm());
        top.put("name", node.name());
        top.put("priority", node.priority());
        top.put(
                "endpoints",
                mapping(
                        "members", texts(node.memberEndpoints()),
                        "advertise", texts(node.advertised()),
                        "clients", texts(node.clientEndpoints())));
        top.put(
                "members",
                node.members().stream()
                        .map(member -> mapping(
                                "name",
                                member.name(),
                                "priority",
                                member.priority(),
                                "endpoints",
                                texts(member.endpoints())))
                        .toList());
        Map<String, Object> links = new LinkedHashMap<>();
        node.links().provider().ifPresent(provider -> links.put("provider", provider));
        links.put("from", node.links().sorted());
        if (!node.links().rules().rules().isEmpty())
            links.put(
                    "rules",
                    node.links().rules().rules().stream()
                            .map(rule -> mapping(
                                    "target",
                                    rule.target(),
                                    "host",
                                    rule.host(),
                                    "service",
                                    rule.service(),
                                    "providers",
                                    rule.providers(),
                                    "options",
                                    rule.options()))
                            .toList());
        top.put("links", links);
        top.put("quorum", node.quorum().name().toLowerCase(Locale.ROOT));
        top.put("limits", limits(node));
        top.put("timeouts", timeouts(node));
        top.put("security", mapping("insecure-bind", node.insecureBind()));
        Map<String, Object> plugins = new LinkedHashMap<>();
        node.plugins()
                .ifPresent(settings -> plugins.put("folder", settings.folder().toString()));
        plugins.put("control", node.plugins().map(PluginSettings::control).orElse(false));
        top.put("plugins", plugins);
        top.put(
                "interceptors",
                node.interceptors().stream()
                        .map(NodeSettingsWriter::interceptor)
                        .toList());
        top.put(
                "services",
                node.services().stream()
                        .map(service -> mapping("name", service.name(), "settings", service.settings()))
                        .toList());
        try {
            return YAML.writeValueAsString(top);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain maps and texts can always be written", e);
        }
    }

    private static Map<String, Object> interceptor(InterceptorSettings interceptor) {
        if (interceptor instanceof InterceptorSettings.Shipped shipped) return shipped(shipped);
        InterceptorSettings.Named named = (InterceptorSettings.Named) interceptor;
        return mapping("type", named.type(), "settings", new TreeMap<>(named.settings()));
    }

    private static Map<String, Object> shipped(InterceptorSettings.Shipped interceptor) {
        Map<String, Object> written = mapping("type", InterceptorSettings.name(interceptor.type()));
        if (interceptor.type() == Type.LOGGING) written.put("level", InterceptorSettings.name(interceptor.level()));
        if (interceptor.type() == Type.AUTHORIZATION)
            written.put(
                    "rules",
                    interceptor.rules().stream().map(NodeSettingsWriter::rule).toList());
        return written;
    }

    private static Map<String, Object> rule(Rule rule) {
        Map<String, Object> written = new LinkedHashMap<>();
        rule.principal().ifPresent(principal -> written.put("principal", principal));
        written.put("entries", new TreeMap<>(rule.entries()));
        written.put("contracts", rule.contracts());
        written.put("operations", rule.operations());
        return written;
    }

    private static Map<String, Object> limits(NodeSettings node) {
        return mapping(
                "message", Units.format(node.shared().maxMessageBytes()),
                "window", Units.format(node.shared().windowBytes()),
                "frame", Units.format(node.shared().maxFrameBytes()),
                "delivery-queue", Units.format(node.local().deliveryQueueBytes()),
                "slow-member", node.local().slowMember().name().toLowerCase(Locale.ROOT),
                "frames-in-flight", node.limits().framesInFlight(),
                "submission", Units.format(node.limits().submissionBytes()),
                "checkpoint-every", node.limits().checkpointEvery(),
                "client-threads", node.limits().clientThreads(),
                "client-queue", node.limits().clientQueue());
    }

    private static Map<String, Object> timeouts(NodeSettings node) {
        return mapping(
                "heartbeat", Units.format(node.shared().heartbeat()),
                "suspicion", Units.format(node.shared().suspicionTimeout()),
                "formation", Units.format(node.shared().formationTimeout()),
                "slow", Units.format(node.local().slowTimeout()),
                "submit", Units.format(node.limits().submitTimeout()),
                "start", Units.format(node.limits().startTimeout()),
                "drain", Units.format(node.limits().drain()));
    }

    private static List<String> texts(List<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::toString).toList();
    }

    private static Map<String, Object> mapping(Object... keysAndValues) {
        Map<String, Object> mapping = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            mapping.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return mapping;
    }
}
