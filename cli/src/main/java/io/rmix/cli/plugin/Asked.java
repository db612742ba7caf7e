package io.rmix.cli.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.rmix.Rmix;
import io.rmix.cli.TextTable;
import io.rmix.cli.node.AtMember;
import io.rmix.dvm.runtime.PluginControl;
import io.rmix.dvm.runtime.PluginRefusedException;
import io.rmix.dvm.runtime.PluginStatus;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which node is asked, and how its answer is printed. */
final class Asked {
    /** Changes wait for calls in progress. */
    private static final int SECONDS = 60;

    @Mixin
    private AtMember member = new AtMember();

    @Option(names = "--json", description = "JSON on standard output")
    private boolean json;

    /** What a node is asked to do. */
    @FunctionalInterface
    interface Question<R> {
        R ask(PluginControl node) throws PluginRefusedException;
    }

    <R> R ask(Question<R> question) throws PluginRefusedException {
        try (Rmix rmix = Rmix.create()) {
            return question.ask(member.connect(rmix, PluginControl.class, PluginControl.SERVICE, SECONDS)
                    .sync());
        }
    }

    /** A table, or a list in JSON. */
    void printAll(List<PluginStatus> plugins) throws JsonProcessingException {
        if (json) System.out.println(json(plugins));
        else
            TextTable.lines(
                            List.of("name", "version", "schemes", "interceptors", "state", "failure"),
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
                String.join(" ", plugin.interceptors()),
                plugin.state(),
                plugin.failure().replaceAll("\\s+", " "));
    }
}
