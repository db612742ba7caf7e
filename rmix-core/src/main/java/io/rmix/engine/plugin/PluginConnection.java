package io.rmix.engine.plugin;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.InProgress;
import io.rmix.spi.LaneWire;
import io.rmix.spi.OutboundCall;
import io.rmix.spi.Reflection;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connection that outlives its provider: it goes on over another one, or fails its calls until there is one. */
final class PluginConnection implements Connection {
    private final Endpoint address;
    private final ClientEnvironment environment;
    private final PluginRoutes routes;
    private volatile Wire current;
    private boolean closed;

    PluginConnection(PluginProvider provider, Endpoint address, ClientEnvironment environment, PluginRoutes routes) {
        this.address = address;
        this.environment = environment;
        this.routes = routes;
        this.current = new Wire(provider, provider.connectItself(address, environment));
    }

    /** A provider's connection and what is in progress on it; or none, and why. */
    static final class Wire {
        private final @Nullable PluginProvider provider;
        private final @Nullable Connection connection;
        private final String reason;
        private final InProgress inProgress = new InProgress();
        private final Set<PluginLane> lanes = ConcurrentHashMap.newKeySet();

        private Wire(PluginProvider provider, Connection connection) {
            this.provider = provider;
            this.connection = connection;
            this.reason = "";
        }

        private Wire(String reason) {
            this.provider = null;
            this.connection = null;
            this.reason = reason;
        }

        /** Asks the lanes to leave once all they have sent is acknowledged. */
        void retireLanes() {
            lanes.forEach(PluginLane::retire);
        }

        /** Waits for calls and lanes, at most until then, and closes the connection, which fails those that are left. */
        void end(long endNanos) {
            inProgress.awaitNone(Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())));
            if (provider == null || connection == null) return;
            try (LoaderScope scope = provider.plugin().enter()) {
                connection.close();
            }
        }
    }

    /** A place on a wire, to be ended. */
    private Wire begin() {
        while (true) {
            Wire wire = current;
            wire.inProgress.begin();
            if (wire == current) return wire;
            wire.inProgress.end();
        }
    }

    @Override
    public boolean cancelsOnWire() {
        Connection connection = current.connection;
        return connection != null && connection.cancelsOnWire();
    }

    @Override
    public boolean encrypted() {
        Connection connection = current.connection;
        return connection != null && connection.encrypted();
    }

    @Override
    public @Nullable Object call(OutboundCall call) throws Throwable {
        Wire wire = begin();
        try {
            if (wire.provider == null || wire.connection == null) throw gone(call, wire);
            try (LoaderScope scope = wire.provider.plugin().enter()) {
                return wire.connection.call(call);
            }
        } finally {
            wire.inProgress.end();
        }
    }

    private static RuntimeException gone(OutboundCall call, Wire wire) {
        return call.failure(Code.UNAVAILABLE, Outcome.NOT_INVOKED, wire.reason, null);
    }

    @Override
    public PendingCall start(OutboundCall call, Completion completion) {
        Wire wire = begin();
        PluginProvider provider = wire.provider;
        if (provider == null || wire.connection == null) {
            wire.inProgress.end();
            completion.complete(() -> {
                throw gone(call, wire);
            });
            return () -> {};
        }
        try (LoaderScope scope = provider.plugin().enter()) {
            PendingCall pending = wire.connection.start(
                    call,
                    reply -> completion.complete(new PluginReply(provider.plugin(), reply, wire.inProgress::end)));
            return () -> {
                try (LoaderScope inside = provider.plugin().enter()) {
                    pending.cancel();
                }
            };
        } catch (RuntimeException e) {
            wire.inProgress.end();
            throw e;
        }
    }

    @Override
    public LaneWire openLane(Contract contract, LaneWire.Listener listener) {
        while (true) {
            Wire wire = begin();
            if (wire.provider == null || wire.connection == null) {
                wire.inProgress.end();
                listener.refused(Code.UNAVAILABLE, wire.reason);
                return LaneWire.ended();
            }
            PluginLane lane = new PluginLane(wire.provider.plugin(), listener, ended -> {
                wire.lanes.remove(ended);
                wire.inProgress.end();
            });
            wire.lanes.add(lane);
            lane.open(wire.connection, contract);
            // Whoever changes the wire either finds the lane, or is found here.
            if (wire == current) return lane;
            lane.abort();
        }
    }

    @Override
    public Optional<Reflection> reflection() {
        Connection connection = current.connection;
        return connection == null || connection.reflection().isEmpty()
                ? Optional.empty()
                : Optional.of(new PluginReflection(this));
    }

    /** Uses the reflection of the connection of the moment, within the plug-in. */
    <T> T reflecting(String service, String method, Function<Reflection, T> use) {
        Wire wire = begin();
        try {
            if (wire.provider == null || wire.connection == null)
                throw new InvocationException(
                        Code.UNAVAILABLE, Outcome.NOT_INVOKED, address, service, method, wire.reason, null);
            try (LoaderScope scope = wire.provider.plugin().enter()) {
                return use.apply(wire.connection
                        .reflection()
                        .orElseThrow(() -> new InvocationException(
                                Code.UNSUPPORTED,
                                Outcome.NOT_INVOKED,
                                address,
                                service,
                                method,
                                "the plug-in that serves it now has no reflection",
                                null)));
            }
        } finally {
            wire.inProgress.end();
        }
    }

    Endpoint address() {
        return address;
    }

    boolean isOf(PluginProvider provider) {
        return current.provider == provider;
    }

    boolean isAbandoned() {
        return current.provider == null;
    }

    /** Later calls go over another provider's connection. Returns the wire they leave. */
    synchronized Wire moveTo(PluginProvider provider) {
        try {
            return change(new Wire(provider, provider.connectItself(address, environment)));
        } catch (LinkageError | RuntimeException e) {
            return abandon("the plug-in '" + provider.plugin().name() + "' cannot connect to it: " + e.getMessage());
        }
    }

    /** Later calls fail. */
    synchronized Wire abandon(String reason) {
        return change(new Wire(reason));
    }

    private Wire change(Wire next) {
        Wire left = current;
        current = next;
        if (closed) next.end(System.nanoTime());
        return left;
    }

    @Override
    public void close() {
        Wire last;
        synchronized (this) {
            closed = true;
            last = current;
        }
        routes.remove(this);
        last.end(System.nanoTime());
    }
}
