package io.rmix.engine.plugin;

import io.rmix.Interception;
import io.rmix.ServerContext;
import io.rmix.spi.InProgress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An interceptor that a factory has made, and if a plug-in brought it the calls whose end it has still to hear of. */
final class MadeInterceptor<I> {
    private static final Logger LOG = LoggerFactory.getLogger(MadeInterceptor.class);

    private final String name;
    private final I interceptor;
    private final @Nullable LoadedPlugin plugin;
    private final InProgress inProgress = new InProgress();
    private final Set<PluginInterception> open = ConcurrentHashMap.newKeySet();

    /** @param plugin null for the class path */
    MadeInterceptor(String name, I interceptor, @Nullable LoadedPlugin plugin) {
        this.name = name;
        this.interceptor = interceptor;
        this.plugin = plugin;
    }

    I interceptor() {
        return interceptor;
    }

    /**
     * Asks it about a call.
     *
     * @param call as it is given to it
     * @param isCurrent whether calls are still put to this one; asked when this call counts
     * @return null if not, and it was not asked
     */
    @Nullable Interception ask(Object call, Supplier<Interception> question, BooleanSupplier isCurrent) {
        if (plugin == null) return question.get();
        PluginInterception asked = new PluginInterception(this, plugin, call);
        inProgress.begin();
        open.add(asked);
        if (isCurrent.getAsBoolean()) return asked.ask(question);
        asked.forget();
        return null;
    }

    void over(PluginInterception call) {
        open.remove(call);
        inProgress.end();
    }

    /**
     * When no more calls are put to it: waits for the end of those that were, at most until then; of what is left it does not hear. Nor does
     * it of the call that this thread executes, which would wait for itself.
     */
    void end(long endNanos) {
        Object own = ServerContext.current().orElse(null);
        for (PluginInterception each : open) if (each.isOf(own)) each.forget();
        if (inProgress.awaitNone(Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())))) return;
        LOG.warn(
                "interceptor '{}' goes and will not hear how {} calls end that are still under way", name, open.size());
        open.forEach(PluginInterception::forget);
    }
}
