package io.rmix.cli.config;

import io.rmix.Endpoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The value of one key, and the ways to read it; each refuses what it cannot take, with the place and what was expected.
 *
 * @param key as in the file; for an item of a list, the list's key
 * @param yaml the value
 * @param schemes that there are providers for; empty if plug-ins may bring others
 */
record Value(String key, Yaml yaml, Set<String> schemes) {

    Place place() {
        return yaml.place();
    }

    /** An error about this value that ends with what stands there. */
    ConfigurationException expected(String what) {
        return place().error("%s: expected %s, not %s", key, what, yaml.kind());
    }

    /** A single value, not empty. */
    String text(String what) {
        if (yaml instanceof Yaml.Scalar scalar && !scalar.text().isBlank()) {
            return scalar.text();
        }
        throw expected(what);
    }

    /** The name of a node, a service or a DVM. */
    String name() {
        String what = "a name of 1 to 64 of A-Z a-z 0-9 . _ -";
        String text = text(what);
        if (!text.matches("[A-Za-z0-9._-]{1,64}")) {
            throw expected(what);
        }
        return text;
    }

    /** A whole number in a range, both ends included. */
    int integer(int least, int most) {
        String what = "a whole number from " + least + " to " + most;
        String text = text(what);
        if (!text.matches("-?\\d{1,10}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw expected(what);
        }
        return Integer.parseInt(text);
    }

    /** {@code true} or {@code false}. */
    boolean truth() {
        String text = text("true or false");
        if (!text.equals("true") && !text.equals("false")) {
            throw expected("true or false");
        }
        return text.equals("true");
    }

    /** A number of bytes in a range, both ends included, such as {@code 64KiB}. */
    int bytes(int least, int most) {
        String what = "a size from %s to %s with its unit (B, KiB, MiB, GiB), such as 64KiB"
                .formatted(Units.format(least), Units.format(most));
        long bytes = Units.bytes(text(what)).orElseThrow(() -> expected(what));
        if (bytes < least || bytes > most) {
            throw expected(what);
        }
        return (int) bytes;
    }

    /** A duration in a range, both ends included, such as {@code 250ms}. */
    Duration duration(Duration least, Duration most) {
        String what = "a duration from %s to %s with its unit (ms, s, m, h), such as 250ms"
                .formatted(Units.format(least), Units.format(most));
        Duration duration = Units.duration(text(what)).orElseThrow(() -> expected(what));
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw expected(what);
        }
        return duration;
    }

    /** One of the constants of an enum, in lower case. */
    <E extends Enum<E>> E oneOf(Class<E> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = names.indexOf(text("one of " + String.join(", ", names)));
        if (index < 0) {
            throw expected("one of " + String.join(", ", names));
        }
        return type.getEnumConstants()[index];
    }

    /** An address at which others can reach a node: scheme, host and port, or a socket's file, without a service. */
    Endpoint address() {
        String what = "scheme://host:port with a port from 1 to 65535, such as grpc://127.0.0.1:7001";
        Endpoint endpoint;
        try {
            endpoint = Endpoint.parse(text(what));
        } catch (IllegalArgumentException e) {
            throw place().error("%s: %s", key, e.getMessage());
        }
        if (endpoint.port() < 1 && !endpoint.isSocketFile()
                || !endpoint.service().isEmpty()) {
            throw expected(what);
        }
        if (!isKnown(endpoint.scheme())) {
            throw expected("an endpoint whose scheme is " + oneOfThem());
        }
        return endpoint;
    }

    /** The scheme of a provider. */
    String scheme() {
        String text = text(oneOfThem());
        if (!isKnown(text)) {
            throw expected(oneOfThem());
        }
        return text;
    }

    /** Refuses a key, in a section of some name, that is no provider's scheme. */
    void requireScheme(String section) {
        if (!isKnown(key)) {
            throw place().error("%s: expected %s, not '%s'", section, oneOfThem(), key);
        }
    }

    private boolean isKnown(String scheme) {
        return schemes.isEmpty() || schemes.contains(scheme);
    }

    private String oneOfThem() {
        return schemes.isEmpty() ? "a scheme" : "one of " + String.join(", ", schemes);
    }

    /** The items of a list. */
    List<Value> items() {
        if (yaml instanceof Yaml.Sequence sequence) {
            return sequence.items().stream()
                    .map(item -> new Value(key, item, schemes))
                    .toList();
        }
        throw expected("a list");
    }

    /** Keys and values. */
    Section section() {
        if (yaml instanceof Yaml.Mapping mapping) {
            return new Section(mapping, schemes);
        }
        throw expected("keys and values");
    }
}
