package io.rmix.cli.config;

import io.rmix.interceptors.Authorization;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.event.Level;

/**
 * An interceptor of a node's client endpoints.
 *
 * @param type which
 * @param level of the lines about calls that succeed; for LOGGING
 * @param rules one of which must allow a call; for AUTHORIZATION, else empty
 */
public record InterceptorSettings(Type type, Level level, List<Authorization.Rule> rules) {
    /** The level that logging has unless the file says another. */
    static final Level USUAL_LEVEL = Level.INFO;

    /** Those of the module rmix-interceptors. */
    public enum Type {
        /** Refuses calls that no rule allows. */
        AUTHORIZATION,
        /** Writes a line for each call. */
        LOGGING,
        /** Tells Micrometer's global registry. */
        METRICS,
        /** Tells OpenTelemetry's global instance. */
        TRACING
    }

    /** As files have it. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public InterceptorSettings {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(level, "level");
        rules = List.copyOf(rules);
    }
}
