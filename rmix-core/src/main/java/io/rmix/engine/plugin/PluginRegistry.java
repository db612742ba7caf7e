package io.rmix.engine.plugin;

import io.rmix.plugin.PluginException;
import io.rmix.plugin.PluginInfo;
import io.rmix.plugin.PluginInfo.State;
import io.rmix.plugin.Plugins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plug-ins of an engine. Changes come one after another. */
public final class PluginRegistry implements Plugins {
    private static final Logger LOG = LoggerFactory.getLogger(PluginRegistry.class);

    private final PluginHost host;
    private final InterceptorRegistry interceptors;
    private final PluginRoutes routes = new PluginRoutes();
    private final PluginSwitch changes;
    private final Map<String, Slot> slots = new ConcurrentSkipListMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    public PluginRegistry(PluginHost host, InterceptorRegistry interceptors) {
        this.host = host;
        this.interceptors = interceptors;
        this.changes = new PluginSwitch(host, routes);
    }

    /** A plug-in by its name; null if it could not be loaded, and then without providers. */
    private record Slot(PluginInfo info, @Nullable LoadedPlugin plugin, List<PluginProvider> providers) {
        boolean isActive() {
            return info.state() == State.ACTIVE;
        }

        Slot draining() {
            return new Slot(info.in(State.DRAINING), plugin, providers);
        }
    }

    /**
     * Loads every folder below this one, in the order of their names. Those that cannot be loaded are logged and listed.
     *
     * @throws IllegalArgumentException if it is no folder
     */
    public void loadAll(Path parent) {
        if (!Files.isDirectory(parent)) throw new IllegalArgumentException("no folder of plug-ins at " + parent);
        List<Path> folders;
        try (Stream<Path> found = Files.list(parent)) {
            folders = found.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of plug-ins cannot be read: " + parent, e);
        }
        for (Path folder : folders) {
            try {
                load(folder);
            } catch (PluginException e) {
                LOG.warn("{}; the others go on", e.getMessage());
            }
        }
    }

    @Override
    public PluginInfo load(Path folder) throws PluginException {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        lock.lock();
        try {
            Slot known = slots.get(name);
            if (known != null && known.isActive())
                throw new PluginException(
                        "a plug-in '" + name + "' is loaded already; replace it, or unload it first", null);
            try {
                return activate(folder, open(name, folder), null);
            } catch (PluginException e) {
                slots.put(name, failed(name, folder, e));
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    private static Slot failed(String name, Path folder, PluginException e) {
        return new Slot(
                new PluginInfo(name, "", folder, List.of(), List.of(), State.FAILED, String.valueOf(e.getMessage())),
                null,
                List.of());
    }

    private LoadedPlugin open(String name, Path folder) throws PluginException {
        if (closed) throw new PluginException("plug-in '" + name + "' cannot be loaded: this Rmix is closed", null);
        return LoadedPlugin.open(name, PluginJars.copy(name, folder));
    }

    /** Has it serve in the place of another; if that is not possible it is closed and nothing has changed. */
    private PluginInfo activate(Path folder, LoadedPlugin plugin, @Nullable Slot old) throws PluginException {
        long end = drained();
        List<PluginProvider> providers = plugin.providers().stream()
                .map(provider -> new PluginProvider(plugin, provider, routes))
                .toList();
        InterceptorRegistry.Arrival arrival;
        try {
            arrival = interceptors.prepare(old == null ? null : old.plugin(), plugin);
            changes.exchange(old == null ? List.of() : old.providers(), providers);
        } catch (IllegalArgumentException | IllegalStateException e) {
            plugin.close();
            throw new PluginException("plug-in '" + plugin.name() + "' cannot be loaded: " + e.getMessage(), e);
        } catch (PluginException e) {
            plugin.close();
            throw e;
        }
        interceptors.put(arrival).forEach(left -> left.end(end));
        PluginInfo info = new PluginInfo(
                plugin.name(),
                plugin.version(),
                folder,
                List.copyOf(plugin.schemes()),
                List.copyOf(plugin.factories().keySet()),
                State.ACTIVE,
                "");
        slots.put(plugin.name(), new Slot(info, plugin, providers));
        LOG.info(
                "plug-in '{}' {} serves {} and has interceptors {}",
                info.name(),
                info.version(),
                info.schemes(),
                info.interceptors());
        return info;
    }

    private long drained() {
        return System.nanoTime() + host.drain().toNanos();
    }

    @Override
    public PluginInfo replace(String name, Path folder) throws PluginException {
        lock.lock();
        try {
            Slot old = active(name);
            LoadedPlugin plugin = open(name, folder);
            slots.put(name, old.draining());
            try {
                PluginInfo info = activate(folder, plugin, old);
                close(old);
                return info;
            } catch (PluginException e) {
                slots.put(name, old);
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    private Slot active(String name) throws PluginException {
        Slot slot = slots.get(name);
        if (slot == null || !slot.isActive())
            throw new PluginException("no plug-in '" + name + "' is active; there are " + slots.keySet(), null);
        return slot;
    }

    @Override
    public void unload(String name) throws PluginException {
        lock.lock();
        try {
            Slot slot = slots.get(name);
            if (slot == null) throw new PluginException("no plug-in '" + name + "'; there are " + slots.keySet(), null);
            slots.put(name, slot.draining());
            end(slot, drained());
            slots.remove(name);
            LOG.info("plug-in '{}' is unloaded", name);
        } finally {
            lock.unlock();
        }
    }

    private void end(Slot slot, long end) throws PluginException {
        List<MadeInterceptor<?>> left = slot.plugin() == null ? List.of() : interceptors.remove(slot.plugin());
        if (!left.isEmpty())
            LOG.warn(
                    "plug-in '{}' goes: calls that have to pass its interceptors {} are refused until they are loaded again",
                    slot.info().name(),
                    slot.info().interceptors());
        changes.exchange(slot.providers(), List.of());
        left.forEach(each -> each.end(end));
        close(slot);
    }

    private void close(Slot slot) {
        if (slot.plugin() != null) slot.plugin().close();
        host.renewThreads();
    }

    @Override
    public List<PluginInfo> list() {
        return slots.values().stream().map(Slot::info).toList();
    }

    /** An active plug-in's class loader, for tests to see it collected. */
    ClassLoader loader(String name) throws PluginException {
        return Objects.requireNonNull(active(name).plugin()).loader();
    }

    /** Ends all plug-ins, whose acceptors and connections are closed already, and loads none any more. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            for (Slot slot : slots.values()) {
                if (slot.plugin() != null)
                    interceptors.remove(slot.plugin()).forEach(left -> left.end(System.nanoTime()));
                close(slot);
            }
            slots.clear();
        } finally {
            lock.unlock();
        }
    }
}
