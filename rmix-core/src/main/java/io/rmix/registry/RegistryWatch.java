package io.rmix.registry;

import io.rmix.InvocationException;
import io.rmix.RemoteRef;
import io.rmix.Stub;
import io.rmix.registry.Registry.Change;
import io.rmix.registry.Registry.Changes;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a registry: tells a listener all bindings whose name begins with a prefix, at first and after every change. While the registry cannot be
 * reached it asks again once a second.
 *
 * <p><b>Threads.</b> The listener is called on completion threads, one call after another; one that blocks delays its own next call.
 */
public final class RegistryWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration DEADLINE = Duration.ofSeconds(40);
    private static final long PAUSE_MILLIS = 1000;

    private final Stub<Registry> registry;
    private final String prefix;
    private final Consumer<Map<String, RemoteRef>> listener;
    private final Map<String, RemoteRef> known = new TreeMap<>();
    private long revision;
    private boolean lost;
    private boolean told;
    private volatile boolean closed;
    private volatile @Nullable CompletableFuture<?> pending;

    private RegistryWatch(Stub<Registry> registry, String prefix, Consumer<Map<String, RemoteRef>> listener) {
        this.registry = registry.withDeadline(DEADLINE);
        this.prefix = prefix;
        this.listener = listener;
    }

    /**
     * Begins to follow.
     *
     * @param registry is not closed with this
     * @param prefix of the names; empty for all
     * @param listener gets a copy of all bindings, by name
     */
    public static RegistryWatch start(
            Stub<Registry> registry, String prefix, Consumer<Map<String, RemoteRef>> listener) {
        RegistryWatch watch = new RegistryWatch(registry, prefix, listener);
        watch.ask();
        return watch;
    }

    private void ask() {
        if (closed) return;
        try {
            CompletableFuture<Changes> answer = registry.async(r -> r.watch(prefix, revision, PATIENCE));
            pending = answer;
            if (closed) answer.cancel(true);
            answer.whenComplete(this::answered);
        } catch (InvocationException e) {
            LOG.debug("watching the registry at {} ends: {}", registry.endpoint(), e.getMessage());
        }
    }

    private void answered(@Nullable Changes changes, @Nullable Throwable failure) {
        if (closed) return;
        if (changes == null) {
            if (!lost)
                LOG.warn("the registry at {} cannot be watched: {}", registry.endpoint(), String.valueOf(failure));
            lost = true;
            CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::ask);
            return;
        }
        lost = false;
        apply(changes);
        ask();
    }

    private void apply(Changes changes) {
        revision = changes.revision();
        if (!changes.whole() && changes.changes().isEmpty()) return;
        Map<String, RemoteRef> before = new TreeMap<>(known);
        if (changes.whole()) known.clear();
        for (Change each : changes.changes())
            each.ref().ifPresentOrElse(ref -> known.put(each.name(), ref), () -> known.remove(each.name()));
        if (told && known.equals(before)) return;
        told = true;
        try {
            listener.accept(new TreeMap<>(known));
        } catch (RuntimeException e) {
            LOG.error("a listener of the registry failed", e);
        }
    }

    /** Ends it; the listener is not called any more, but for a call that runs. */
    @Override
    public void close() {
        closed = true;
        CompletableFuture<?> now = pending;
        if (now != null) now.cancel(true);
    }
}
