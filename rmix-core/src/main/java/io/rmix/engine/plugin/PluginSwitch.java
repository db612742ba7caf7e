package io.rmix.engine.plugin;

import io.rmix.plugin.PluginException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Puts providers in the place of others: what these have bound and connected goes over to them, or ends. */
final class PluginSwitch {
    private final PluginHost host;
    private final PluginRoutes routes;

    PluginSwitch(PluginHost host, PluginRoutes routes) {
        this.host = host;
        this.routes = routes;
    }

    /**
     * Peers are let in by the new providers before the process's own calls go over to them: what can fail comes first.
     *
     * @throws IllegalStateException if a scheme would have two providers, naming both; nothing has changed then
     * @throws PluginException if an address could not be taken over; the old providers have theirs again
     */
    void exchange(List<PluginProvider> old, List<PluginProvider> next) throws PluginException {
        host.exchange(old, next);
        old.forEach(PluginProvider::retire);
        List<String> failures = rebind(old, next);
        if (!failures.isEmpty()) {
            undo(old, next);
            throw new PluginException(
                    "plug-in '" + next.get(0).plugin().name() + "' cannot take over: " + String.join("; ", failures),
                    null);
        }
        List<Runnable> endings = new ArrayList<>();
        long end = System.nanoTime() + host.drain().toNanos();
        for (PluginProvider provider : old) {
            for (PluginConnection.Wire wire : routes.move(provider, next, gone(provider)))
                endings.add(() -> wire.end(end));
            Set<PluginAcceptor> left = Set.copyOf(routes.acceptorsOf(provider));
            if (!left.isEmpty()) endings.add(() -> host.withdraw(left, end));
        }
        next.forEach(routes::revive);
        host.inParallel(endings);
    }

    private static String gone(PluginProvider provider) {
        return "the plug-in '" + provider.plugin().name()
                + "', which carried it, was unloaded; load it again, or another for this scheme";
    }

    private void undo(List<PluginProvider> old, List<PluginProvider> next) {
        host.exchange(next, old);
        old.forEach(PluginProvider::reinstate);
        next.forEach(PluginProvider::retire);
        rebind(next, old);
        long end = System.nanoTime() + host.drain().toNanos();
        List<Runnable> endings = new ArrayList<>();
        for (PluginProvider provider : next) {
            for (PluginConnection.Wire wire : routes.move(provider, old, gone(provider)))
                endings.add(() -> wire.end(end));
            Set<PluginAcceptor> lost = Set.copyOf(routes.acceptorsOf(provider));
            if (!lost.isEmpty()) endings.add(() -> host.withdraw(lost, end));
        }
        host.inParallel(endings);
    }

    /** Has the acceptors of some providers go over to others that serve their schemes. Returns what failed. */
    private List<String> rebind(List<PluginProvider> from, List<PluginProvider> to) {
        long end = System.nanoTime() + host.drain().toNanos();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        List<Runnable> tasks = new ArrayList<>();
        for (PluginProvider provider : from) {
            for (PluginAcceptor acceptor : routes.acceptorsOf(provider)) {
                PluginProvider next = serving(to, acceptor.address().scheme());
                if (next != null) tasks.add(() -> rebind(acceptor, next, end, failures));
            }
        }
        host.inParallel(tasks);
        return List.copyOf(failures);
    }

    private void rebind(
            PluginAcceptor acceptor, PluginProvider next, long end, ConcurrentLinkedQueue<String> failures) {
        host.retireLanes(acceptor, end);
        try {
            acceptor.moveTo(next, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        } catch (IOException | LinkageError | RuntimeException e) {
            failures.add(String.valueOf(e.getMessage()));
        } finally {
            host.admitLanes(acceptor);
        }
    }

    static @Nullable PluginProvider serving(List<PluginProvider> providers, String scheme) {
        for (PluginProvider provider : providers) if (provider.schemes().contains(scheme)) return provider;
        return null;
    }
}
