package io.rmix.cli.config;

import io.rmix.cli.config.InterceptorSettings.Type;
import io.rmix.interceptors.Authorization.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.event.Level;

/** The list of interceptors. */
final class InterceptorsReader {
    private InterceptorsReader() {}

    static List<InterceptorSettings> read(Section top) {
        List<InterceptorSettings> all = new ArrayList<>();
        for (Value item : top.optional("interceptors").map(Value::items).orElse(List.of()))
            all.add(interceptor(item.section()));
        return all;
    }

    private static InterceptorSettings interceptor(Section section) {
        Type type = section.required("type").oneOf(Type.class);
        Optional<Value> level = section.optional("level");
        Optional<Value> rules = section.optional("rules");
        section.finish();
        Level read = level.map(value -> value.oneOf(Level.class)).orElse(InterceptorSettings.USUAL_LEVEL);
        List<Rule> allowed = rules.map(Value::items).orElse(List.of()).stream()
                .map(item -> rule(item.section()))
                .toList();
        onlyFor(Type.LOGGING, type, level);
        onlyFor(Type.AUTHORIZATION, type, rules);
        if (type == Type.AUTHORIZATION) {
            Value given = section.required("rules");
            if (allowed.isEmpty()) throw given.expected("at least one rule, for without one nobody may call");
        }
        return new InterceptorSettings(type, read, allowed);
    }

    private static void onlyFor(Type wanted, Type type, Optional<Value> value) {
        if (type != wanted && value.isPresent())
            throw value.get()
                    .place()
                    .error(
                            "%s: is for type %s, not for %s",
                            value.get().key(), InterceptorSettings.name(wanted), InterceptorSettings.name(type));
    }

    private static Rule rule(Section section) {
        Optional<String> principal = section.optional("principal").map(value -> value.text("a pattern"));
        Map<String, String> entries = new LinkedHashMap<>();
        for (Value entry : section.section("entries").all()) {
            if (!entry.key().matches("[a-z0-9._-]{1,64}"))
                throw entry.place().error("entries: expected a key of 1 to 64 of a-z 0-9 . _ -, not '%s'", entry.key());
            entries.put(entry.key(), entry.text("a pattern"));
        }
        String contracts = section.optional("contracts")
                .map(value -> value.text("a pattern"))
                .orElse("*");
        String operations = section.optional("operations")
                .map(value -> value.text("a pattern"))
                .orElse("*");
        section.finish();
        return new Rule(principal, entries, contracts, operations);
    }
}
