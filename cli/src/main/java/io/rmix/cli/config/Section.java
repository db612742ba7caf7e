package io.rmix.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping whose keys are known one by one: whoever reads asks for each key that there may be, then calls {@link #finish}, which
 * refuses all others.
 */
final class Section {
    private final Yaml.Mapping mapping;
    private final Set<String> schemes;
    private final List<String> known = new ArrayList<>();

    /** @param schemes as of {@link Value} */
    Section(Yaml.Mapping mapping, Set<String> schemes) {
        this.mapping = mapping;
        this.schemes = schemes;
    }

    /** A section without keys, for a part of the file that is not there. */
    private Section empty() {
        return new Section(new Yaml.Mapping(place(), List.of()), schemes);
    }

    Place place() {
        return mapping.place();
    }

    /** The value of a key that must be there. */
    Value required(String key) {
        return optional(key).orElseThrow(() -> place().error("key '%s' is missing here", key));
    }

    /** The value of a key that may be left out. */
    Optional<Value> optional(String key) {
        known.add(key);
        return mapping.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(entry -> new Value(key, entry.value(), schemes))
                .findFirst();
    }

    /** The section of a key that may be left out; then one without keys. */
    Section section(String key) {
        return optional(key).map(Value::section).orElseGet(this::empty);
    }

    /** All keys and values, whatever their names: for a mapping from names that the user chose. */
    List<Value> all() {
        mapping.entries().forEach(entry -> known.add(entry.key()));
        return mapping.entries().stream()
                .map(entry -> new Value(entry.key(), entry.value(), schemes))
                .toList();
    }

    /** Refuses keys that nobody asked for. */
    void finish() {
        for (Yaml.Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                String hint = Nearest.of(entry.key(), known)
                        .map(near -> ", did you mean '" + near + "'?")
                        .orElse(": expected one of " + String.join(", ", known));
                throw entry.place().error("unknown key '%s'%s", entry.key(), hint);
            }
        }
    }
}
