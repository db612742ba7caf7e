package io.rmix.engine.plugin;

import io.rmix.spi.InterceptorFactory;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A factory of interceptors and where it is from.
 *
 * @param plugin null for the class path
 */
record InterceptorSource(
        InterceptorFactory factory, @Nullable LoadedPlugin plugin) {
    /** For messages. */
    String origin() {
        return plugin == null ? factory.getClass().getName() : "plug-in '" + plugin.name() + "'";
    }

    /** Has the factory make something, as its plug-in's code. */
    <R> R within(Supplier<R> make) {
        if (plugin == null) return Objects.requireNonNull(make.get(), "the factory made nothing");
        try (LoaderScope scope = plugin.enter()) {
            return Objects.requireNonNull(make.get(), "the factory made nothing");
        }
    }
}
