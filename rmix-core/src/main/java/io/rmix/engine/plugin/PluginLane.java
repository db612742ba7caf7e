package io.rmix.engine.plugin;

import io.rmix.InvocationException.Code;
import io.rmix.contract.Contract;
import io.rmix.spi.Connection;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.LaneWire;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A lane on a plug-in's wire, which asks its sender to leave it when the plug-in goes. */
final class PluginLane implements LaneWire, LaneWire.Listener {
    private final LoadedPlugin plugin;
    private final Listener listener;
    private final Consumer<PluginLane> onEnd;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile LaneWire wire = LaneWire.ended();

    PluginLane(LoadedPlugin plugin, Listener listener, Consumer<PluginLane> onEnd) {
        this.plugin = plugin;
        this.listener = listener;
        this.onEnd = onEnd;
    }

    void open(Connection connection, Contract contract) {
        try (LoaderScope scope = plugin.enter()) {
            wire = connection.openLane(contract, this);
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    @Override
    public boolean isReady() {
        return wire.isReady();
    }

    @Override
    public void send(LaneFrame frame) {
        try (LoaderScope scope = plugin.enter()) {
            wire.send(frame);
        }
    }

    @Override
    public void finish() {
        try (LoaderScope scope = plugin.enter()) {
            wire.finish();
        }
    }

    @Override
    public void abort() {
        try (LoaderScope scope = plugin.enter()) {
            wire.abort();
        } finally {
            end();
        }
    }

    @Override
    public void ready() {
        listener.ready();
    }

    @Override
    public void acknowledged(LaneAck ack) {
        listener.acknowledged(ack);
    }

    @Override
    public void broken(Code code, String reason) {
        end();
        listener.broken(code, reason);
    }

    @Override
    public void refused(Code code, String reason) {
        end();
        listener.refused(code, reason);
    }

    @Override
    public void finished() {
        end();
        listener.finished();
    }

    @Override
    public void retire() {
        if (!ended.get()) listener.retire();
    }

    private void end() {
        if (ended.compareAndSet(false, true)) onEnd.accept(this);
    }
}
