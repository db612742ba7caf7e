package io.rmix.engine.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All connections and acceptors that were made through plug-ins and are in use, those included whose plug-in has gone. */
final class PluginRoutes {
    private final Set<PluginConnection> connections = ConcurrentHashMap.newKeySet();
    private final Set<PluginAcceptor> acceptors = ConcurrentHashMap.newKeySet();

    void add(PluginConnection connection) {
        connections.add(connection);
    }

    void remove(PluginConnection connection) {
        connections.remove(connection);
    }

    void add(PluginAcceptor acceptor) {
        acceptors.add(acceptor);
    }

    void remove(PluginAcceptor acceptor) {
        acceptors.remove(acceptor);
    }

    /** Connections that have lost their provider and whose scheme this one serves go on over it. */
    void revive(PluginProvider provider) {
        for (PluginConnection connection : connections)
            if (connection.isAbandoned()
                    && provider.schemes().contains(connection.address().scheme())) connection.moveTo(provider);
    }

    /**
     * Connections of a provider go on over that of the list which serves their scheme; without one their calls fail, for the reason given.
     *
     * @return what they leave, with calls in progress, to be ended
     */
    List<PluginConnection.Wire> move(PluginProvider from, List<PluginProvider> to, String reason) {
        List<PluginConnection.Wire> left = new ArrayList<>();
        for (PluginConnection connection : connections) {
            if (!connection.isOf(from)) continue;
            PluginProvider next = PluginSwitch.serving(to, connection.address().scheme());
            left.add(next == null ? connection.abandon(reason) : connection.moveTo(next));
        }
        left.forEach(PluginConnection.Wire::retireLanes);
        return left;
    }

    List<PluginAcceptor> acceptorsOf(PluginProvider provider) {
        return acceptors.stream().filter(acceptor -> acceptor.isOf(provider)).toList();
    }
}
