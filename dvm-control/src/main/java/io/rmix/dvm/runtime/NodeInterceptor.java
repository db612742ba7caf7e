package io.rmix.dvm.runtime;

import io.rmix.Rmix;
import io.rmix.ServerContext;
import io.rmix.ServerInterceptor;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the calls of a node's clients go through before a service has them. */
public sealed interface NodeInterceptor {
    /** Puts it after those that are there. */
    void addTo(Rmix.Builder builder);

    /** One that is there for as long as the node. */
    record Given(ServerInterceptor interceptor) implements NodeInterceptor {
        public Given {
            Objects.requireNonNull(interceptor, "interceptor");
        }

        @Override
        public void addTo(Rmix.Builder builder) {
            builder.serverInterceptor(interceptor);
        }
    }

    /**
     * One that a plug-in brings, or the class path, as {@link Rmix#serverInterceptor} says. While it is not loaded calls are refused, all but {@link
     * PluginControl#list} and {@link PluginControl#load}, by which an operator brings it back.
     *
     * @param name its factory's
     * @param settings for the factory
     */
    record Named(String name, Map<String, String> settings) implements NodeInterceptor {
        private static final Set<String> REPAIR = Set.of("list", "load");

        public Named {
            Objects.requireNonNull(name, "name");
            settings = Map.copyOf(settings);
        }

        @Override
        public void addTo(Rmix.Builder builder) {
            builder.serverInterceptor(name, settings, Named::bringsItBack);
        }

        private static boolean bringsItBack(ServerContext call) {
            return call.endpoint().service().equals(PluginControl.SERVICE) && REPAIR.contains(call.operation());
        }
    }
}
