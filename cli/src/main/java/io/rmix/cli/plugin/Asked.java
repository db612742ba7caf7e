package io.rmix.cli.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.cli.TextTable;
import io.rmix.cli.UserError;
import io.rmix.dvm.runtime.PluginControl;
import io.rmix.dvm.runtime.PluginRefusedException;
import io.rmix.dvm.runtime.PluginStatus;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Which node is asked, and how its answer is printed. */
final class Asked {
    private static final int LONGEST_TIMEOUT = 3600;

    @Option(
            names = "--at",
            required = true,
            paramLabel = "URI",
            description = "client endpoint of the node, scheme://host:port; to change a plug-in, not one of its own")
    private String at = "";

    @Option(names = "--json", description = "JSON on standard output")
    private boolean json;

    @Option(
            names = "--timeout",
            description = "seconds to wait; changes wait for calls in progress (default: ${DEFAULT-VALUE})",
            defaultValue = "60")
    private int timeout;

    /** What a node is asked to do. */
    @FunctionalInterface
    interface Question<R> {
        R ask(PluginControl node) throws PluginRefusedException;
    }

    <R> R ask(Question<R> question) throws PluginRefusedException {
        if (timeout < 1 || timeout > LONGEST_TIMEOUT)
            throw new UserError("--timeout: expected 1 to " + LONGEST_TIMEOUT + ", not " + timeout);
        try (Rmix rmix = Rmix.create()) {
            return question.ask(
                    connect(rmix).withDeadline(Duration.ofSeconds(timeout)).sync());
        }
    }

    private Stub<PluginControl> connect(Rmix rmix) {
        try {
            return rmix.connect(PluginControl.class, Endpoint.parse(at).withService(PluginControl.SERVICE));
        } catch (IllegalArgumentException e) {
            throw new UserError("--at: " + e.getMessage(), e);
        }
    }

    /** A table, or a list in JSON. */
    void printAll(List<PluginStatus> plugins) throws JsonProcessingException {
        if (json) System.out.println(json(plugins));
        else
            TextTable.lines(
                            List.of("name", "version", "schemes", "state", "failure"),
                            plugins.stream().map(Asked::row).toList())
                    .forEach(System.out::println);
    }

    /** A table of one, or an object in JSON. */
    void printOne(PluginStatus plugin) throws JsonProcessingException {
        if (json) System.out.println(json(plugin));
        else printAll(List.of(plugin));
    }

    private static String json(Object value) throws JsonProcessingException {
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
    }

    private static List<String> row(PluginStatus plugin) {
        return List.of(
                plugin.name(),
                plugin.version(),
                String.join(" ", plugin.schemes()),
                plugin.state(),
                plugin.failure().replaceAll("\\s+", " "));
    }
}
