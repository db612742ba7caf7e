package io.rmix.engine.plugin;

import io.rmix.plugin.PluginException;
import io.rmix.spi.InterceptorFactory;
import io.rmix.spi.Provider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plug-in's class loader, and the providers and factories of interceptors in it. */
final class LoadedPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedPlugin.class);

    /** Within which the threads of a provider's libraries end that do so by themselves when they are idle. */
    private static final Duration THREADS_PATIENCE = Duration.ofSeconds(5);

    private final String name;
    private final PluginJars jars;
    private final PluginClassLoader loader;
    private final ScheduledThreadPoolExecutor timer;
    private final List<Provider> providers = new ArrayList<>();
    private final Map<String, InterceptorFactory> factories = new TreeMap<>();

    private LoadedPlugin(String name, PluginJars jars) {
        this.name = name;
        this.jars = jars;
        this.loader = new PluginClassLoader(name, jars.urls());
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "rmix-timer-" + name);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** @throws PluginException if what it brings cannot be made; nothing of it is left then */
    static LoadedPlugin open(String name, PluginJars jars) throws PluginException {
        LoadedPlugin plugin = new LoadedPlugin(name, jars);
        try (LoaderScope scope = plugin.enter()) {
            for (Provider provider : ServiceLoader.load(Provider.class, plugin.loader)) plugin.add(provider);
            for (InterceptorFactory factory : ServiceLoader.load(InterceptorFactory.class, plugin.loader))
                plugin.add(factory);
            if (plugin.providers.isEmpty() && plugin.factories.isEmpty())
                throw new IllegalStateException("none of " + PluginJars.SERVICES + " in it names a class");
            return plugin;
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
            plugin.close();
            throw new PluginException("plug-in '" + name + "' cannot be loaded: " + reason(e), e);
        }
    }

    private void add(Provider provider) {
        checkOwn(provider);
        providers.add(provider);
        if (provider.schemes().isEmpty())
            throw new IllegalStateException(provider.getClass().getName() + " serves no scheme");
    }

    private void add(InterceptorFactory factory) {
        checkOwn(factory);
        String called = factory.name();
        if (factories.putIfAbsent(called, factory) != null)
            throw new IllegalStateException("it has two factories of interceptors called '" + called + "'");
    }

    private void checkOwn(Object service) {
        if (service.getClass().getClassLoader() != loader)
            throw new IllegalStateException(
                    service.getClass().getName() + " is named by the plug-in but is not in its jars");
    }

    /** What was wrong first, and where that showed. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause == failure ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + cause;
    }

    String name() {
        return name;
    }

    ClassLoader loader() {
        return loader;
    }

    String version() {
        return jars.version();
    }

    List<Provider> providers() {
        return providers;
    }

    /** By their names. */
    Map<String, InterceptorFactory> factories() {
        return factories;
    }

    Set<String> schemes() {
        Set<String> all = new TreeSet<>();
        for (Provider provider : providers) all.addAll(provider.schemes());
        return all;
    }

    /** Has libraries that ask this thread for its class loader find the plug-in's. */
    LoaderScope enter() {
        return new LoaderScope(loader, this::leaveThread);
    }

    private void leaveThread() {
        for (Provider provider : providers) provider.leaveThread();
    }

    /** Its own, so that no task of it is left in another's. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** Ends what it brought and waits for its threads, then lets go of the classes. What fails is logged. */
    void close() {
        try (LoaderScope scope = enter()) {
            providers.forEach(this::closeOne);
            factories.values().forEach(this::closeOne);
        }
        timer.shutdownNow();
        awaitThreads();
        try {
            loader.close();
        } catch (IOException e) {
            LOG.warn("plug-in '{}': a jar cannot be closed: {}", name, e.toString());
        }
        jars.delete();
    }

    private void closeOne(AutoCloseable service) {
        try {
            service.close();
        } catch (Exception | LinkageError e) {
            LOG.warn(
                    "plug-in '{}': {} failed when it was closed",
                    name,
                    service.getClass().getName(),
                    e);
        }
    }

    private void awaitThreads() {
        long end = System.nanoTime() + THREADS_PATIENCE.toNanos();
        try {
            for (Thread thread : threads()) {
                long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
                thread.join(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<String> alive = threads().stream().map(Thread::getName).toList();
        if (!alive.isEmpty())
            LOG.warn("plug-in '{}': its classes stay in memory, for threads of it still run: {}", name, alive);
    }

    /** Threads that were made by code of the plug-in. */
    private List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread())
                .filter(thread -> thread.getContextClassLoader() == loader
                        || thread.getClass().getClassLoader() == loader)
                .toList();
    }
}
