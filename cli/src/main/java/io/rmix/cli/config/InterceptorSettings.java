package io.rmix.cli.config;

import io.rmix.interceptors.Authorization;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.event.Level;

/** An interceptor of a node's client endpoints. */
public sealed interface InterceptorSettings {
    /** The level that logging has unless the file says another. */
    Level USUAL_LEVEL = Level.INFO;

    /** Those of the module rmix-interceptors. */
    enum Type {
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

    /**
     * One of the module rmix-interceptors.
     *
     * @param type which
     * @param level of the lines about calls that succeed; for LOGGING
     * @param rules one of which must allow a call; for AUTHORIZATION, else empty
     */
    record Shipped(Type type, Level level, List<Authorization.Rule> rules) implements InterceptorSettings {
        public Shipped {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(level, "level");
            rules = List.copyOf(rules);
        }
    }

    /**
     * One of a plug-in, or of the class path.
     *
     * @param type its factory's name
     * @param settings for the factory
     */
    record Named(String type, Map<String, String> settings) implements InterceptorSettings {
        public Named {
            Objects.requireNonNull(type, "type");
            settings = Map.copyOf(settings);
        }
    }
}
