package io.rmix.engine.plugin;

import io.rmix.Endpoint;
import io.rmix.contract.Contract;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.ConnectionOption;
import io.rmix.spi.Description;
import io.rmix.spi.Provider;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** A plug-in's provider as the engine sees it. What it makes is registered, to be handed over to another provider or ended. */
final class PluginProvider implements Provider {
    private final LoadedPlugin plugin;
    private final Provider provider;
    private final PluginRoutes routes;
    private final Set<String> schemes;
    private boolean retired;

    PluginProvider(LoadedPlugin plugin, Provider provider, PluginRoutes routes) {
        this.plugin = plugin;
        this.provider = provider;
        this.routes = routes;
        this.schemes = Set.copyOf(provider.schemes());
    }

    LoadedPlugin plugin() {
        return plugin;
    }

    @Override
    public String name() {
        return provider.name() + " of plug-in '" + plugin.name() + "'";
    }

    @Override
    public Set<String> schemes() {
        return schemes;
    }

    @Override
    public void check(Contract contract) {
        try (LoaderScope scope = plugin.enter()) {
            provider.check(contract);
        }
    }

    @Override
    public List<ConnectionOption<?>> options() {
        try (LoaderScope scope = plugin.enter()) {
            return List.copyOf(provider.options());
        }
    }

    @Override
    public synchronized Acceptor listen(Endpoint address, ServerEnvironment environment) throws IOException {
        checkActive(address);
        PluginAcceptor acceptor = new PluginAcceptor(this, address, environment, routes);
        routes.add(acceptor);
        return acceptor;
    }

    @Override
    public synchronized Connection connect(Endpoint address, ClientEnvironment environment) {
        checkActive(address);
        PluginConnection connection = new PluginConnection(this, address, environment, routes);
        routes.add(connection);
        return connection;
    }

    @Override
    public Optional<Description> describe(Contract contract, Endpoint endpoint) {
        try (LoaderScope scope = plugin.enter()) {
            return provider.describe(contract, endpoint);
        }
    }

    private void checkActive(Endpoint address) {
        if (retired)
            throw new IllegalArgumentException(
                    address + ": the plug-in '" + plugin.name() + "' has just been unloaded or replaced; try again");
    }

    /** Makes nothing more; what it has made is in the routes when this returns. */
    synchronized void retire() {
        retired = true;
    }

    /** Makes things again: it was not replaced after all. */
    synchronized void reinstate() {
        retired = false;
    }

    Acceptor listenItself(Endpoint address, ServerEnvironment environment) throws IOException {
        try (LoaderScope scope = plugin.enter()) {
            return provider.listen(address, environment);
        }
    }

    Connection connectItself(Endpoint address, ClientEnvironment environment) {
        Executor blocking = task -> environment.blocking().execute(() -> {
            try (LoaderScope scope = plugin.enter()) {
                task.run();
            }
        });
        try (LoaderScope scope = plugin.enter()) {
            return provider.connect(
                    address,
                    new ClientEnvironment(
                            environment.limits(),
                            environment.security(),
                            blocking,
                            plugin.timer(),
                            environment.options()));
        }
    }
}
