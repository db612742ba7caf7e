package io.rmix.engine.plugin;

import io.rmix.spi.Acceptor;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.InboundCall;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.Peer;
import java.time.Duration;

/** The engine's dispatcher for one acceptor of a plug-in: servants do not see the plug-in's class loader, its code does. */
final class PluginDispatcher implements Dispatcher {
    private static final ClassLoader PROCESS = PluginDispatcher.class.getClassLoader();

    private final LoadedPlugin plugin;
    private final Dispatcher dispatcher;
    private final PluginAcceptor acceptor;

    PluginDispatcher(LoadedPlugin plugin, Dispatcher dispatcher, PluginAcceptor acceptor) {
        this.plugin = plugin;
        this.dispatcher = dispatcher;
        this.acceptor = acceptor;
    }

    @Override
    public Running submit(InboundCall call) {
        try (LoaderScope scope = new LoaderScope(PROCESS, () -> {})) {
            return dispatcher.submit(new PluginInboundCall(plugin, call));
        }
    }

    @Override
    public void run(InboundCall call) {
        try (LoaderScope scope = new LoaderScope(PROCESS, () -> {})) {
            dispatcher.run(new PluginInboundCall(plugin, call));
        }
    }

    @Override
    public void cancel(String callId) {
        dispatcher.cancel(callId);
    }

    @Override
    public LaneInlet openLane(Acceptor own, Peer peer, AckSink sink) {
        return dispatcher.openLane(acceptor, peer, sink);
    }

    @Override
    public LaneAck exchange(Acceptor own, Peer peer, LaneFrame frame, Duration patience) throws InterruptedException {
        return dispatcher.exchange(acceptor, peer, frame, patience);
    }
}
