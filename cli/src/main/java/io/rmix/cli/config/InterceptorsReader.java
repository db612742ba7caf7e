package io.rmix.cli.config;

import io.rmix.cli.config.InterceptorSettings.Named;
import io.rmix.cli.config.InterceptorSettings.Shipped;
import io.rmix.cli.config.InterceptorSettings.Type;
import io.rmix.interceptors.Authorization.Rule;
import io.rmix.spi.InterceptorFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.event.Level;

/** The list of interceptors. */
final class InterceptorsReader {
    private InterceptorsReader() {}

    /** @param plugins whether there is a folder of plug-ins, which may bring some of any name */
    static List<InterceptorSettings> read(Section top, boolean plugins) {
        List<InterceptorSettings> all = new ArrayList<>();
        for (Value item : top.optional("interceptors").map(Value::items).orElse(List.of()))
            all.add(interceptor(item.section(), plugins));
        return all;
    }

    private static InterceptorSettings interceptor(Section section, boolean plugins) {
        Value type = section.required("type");
        Optional<Value> level = section.optional("level");
        Optional<Value> rules = section.optional("rules");
        Optional<Value> settings = section.optional("settings");
        Map<String, String> given = new LinkedHashMap<>();
        for (Value each : settings.map(value -> value.section().all()).orElse(List.of()))
            given.put(each.key(), each.text("a single value"));
        section.finish();
        if (isNamed(type, plugins)) {
            onlyFor("type logging", type, level);
            onlyFor("type authorization", type, rules);
            return new Named(type.name(), given);
        }
        Type shipped = type.oneOf(Type.class);
        onlyFor("types that plug-ins bring", type, settings);
        Level read = level.map(value -> value.oneOf(Level.class)).orElse(InterceptorSettings.USUAL_LEVEL);
        List<Rule> allowed = rules.map(Value::items).orElse(List.of()).stream()
                .map(item -> rule(item.section()))
                .toList();
        if (shipped != Type.LOGGING) onlyFor("type logging", type, level);
        if (shipped != Type.AUTHORIZATION) onlyFor("type authorization", type, rules);
        else if (allowed.isEmpty())
            throw section.required("rules").expected("at least one rule, for without one nobody may call");
        return new Shipped(shipped, read, allowed);
    }

    /** Whether it is none of those that are always there, and may be had nevertheless. */
    private static boolean isNamed(Value type, boolean plugins) {
        List<String> shipped =
                Arrays.stream(Type.values()).map(InterceptorSettings::name).toList();
        String text = type.text(plugins ? "a name" : "one of " + String.join(", ", shipped));
        if (shipped.contains(text)) return false;
        return plugins
                || ServiceLoader.load(InterceptorFactory.class).stream()
                        .anyMatch(factory -> factory.get().name().equals(text));
    }

    private static void onlyFor(String wanted, Value type, Optional<Value> value) {
        if (value.isPresent())
            throw value.get()
                    .place()
                    .error("%s: is for %s, not for %s", value.get().key(), wanted, type.text("a name"));
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
