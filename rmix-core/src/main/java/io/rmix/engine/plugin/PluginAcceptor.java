package io.rmix.engine.plugin;

import io.rmix.Endpoint;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ExportedService;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** A bound address that outlives its provider: another one takes it over, with what is exported there. */
final class PluginAcceptor implements Acceptor {
    private final Endpoint address;
    private final ServerEnvironment environment;
    private final PluginRoutes routes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<ExportedService> services = new LinkedHashSet<>();
    private volatile PluginProvider provider;
    private Acceptor acceptor;
    private boolean bound = true;
    private boolean open;
    private boolean closed;

    PluginAcceptor(PluginProvider provider, Endpoint asked, ServerEnvironment environment, PluginRoutes routes)
            throws IOException {
        this.provider = provider;
        this.environment = environment;
        this.routes = routes;
        this.acceptor = provider.listenItself(asked, environmentOf(provider));
        this.address = acceptor.address();
    }

    /** The engine knows this acceptor, not the provider's own. */
    private ServerEnvironment environmentOf(PluginProvider of) {
        return new ServerEnvironment(
                new PluginDispatcher(of.plugin(), environment.dispatcher(), this),
                environment.limits(),
                environment.security());
    }

    boolean isOf(PluginProvider other) {
        return provider == other;
    }

    @Override
    public Endpoint address() {
        return address;
    }

    @Override
    public void export(ExportedService service) {
        lock.lock();
        try (LoaderScope scope = provider.plugin().enter()) {
            acceptor.export(service);
            services.add(service);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void open() {
        lock.lock();
        try (LoaderScope scope = provider.plugin().enter()) {
            acceptor.open();
            open = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void unexport(ExportedService service) {
        lock.lock();
        try (LoaderScope scope = provider.plugin().enter()) {
            services.remove(service);
            acceptor.unexport(service);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the address, draining, and has another provider bind it and serve what is exported.
     *
     * @throws IOException if it cannot; the address is bound by nobody then
     * @throws IllegalArgumentException if it cannot carry what is exported; likewise
     */
    void moveTo(PluginProvider next, Duration drain) throws IOException {
        lock.lock();
        try {
            if (closed) return;
            closeItself(drain);
            provider = next;
            acceptor = next.listenItself(address, environmentOf(next));
            bound = true;
            try (LoaderScope scope = next.plugin().enter()) {
                services.forEach(acceptor::export);
                if (open) acceptor.open();
            } catch (RuntimeException e) {
                closeItself(Duration.ZERO);
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeItself(Duration drain) {
        if (!bound) return;
        bound = false;
        try (LoaderScope scope = provider.plugin().enter()) {
            acceptor.close(drain);
        }
    }

    @Override
    public void close(Duration drain) {
        lock.lock();
        try {
            if (closed) return;
            closed = true;
            routes.remove(this);
            closeItself(drain);
        } finally {
            lock.unlock();
        }
    }
}
