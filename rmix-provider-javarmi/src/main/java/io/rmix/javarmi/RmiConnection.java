package io.rmix.javarmi;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import io.rmix.spi.BatchLaneWire;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.LaneWire;
import io.rmix.spi.OutboundCall;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to one address. A synchronous call runs on its caller's thread, an asynchronous one on a blocking thread. */
final class RmiConnection implements Connection {
    private static final Logger LOG = LoggerFactory.getLogger(RmiConnection.class);
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(5);

    private final Endpoint address;
    private final ClientEnvironment environment;
    private final RequestChannel channel;
    private final RmixCalls rmix;
    private final NativeCalls natives;

    RmiConnection(Endpoint address, ClientEnvironment environment) {
        this.address = address;
        this.environment = environment;
        Sockets sockets = new Sockets(address.host(), address.port(), null, environment);
        this.channel = new RequestChannel(sockets, environment.timer());
        this.rmix = new RmixCalls(channel, environment.limits());
        this.natives = new NativeCalls(address, channel, environment);
    }

    private PreparedCall prepare(OutboundCall call) {
        return call.contract().remoteInterface() ? natives.prepare(call) : rmix.prepare(call);
    }

    @Override
    public @Nullable Object call(OutboundCall call) throws Throwable {
        return send(call, prepare(call), null).get();
    }

    private Reply send(OutboundCall call, PreparedCall prepared, @Nullable Flight flight) {
        try {
            return prepared.send(flight);
        } catch (WireException e) {
            if (e.code() == Code.CANCELLED && e.outcome() != Outcome.NOT_INVOKED) cancelAtServer(call);
            throw call.failure(e.code(), e.outcome(), e.reason(), e.getCause());
        }
    }

    @Override
    public PendingCall start(OutboundCall call, Completion completion) {
        AtomicBoolean answered = new AtomicBoolean();
        Flight flight = new Flight();
        try {
            PreparedCall prepared = prepare(call);
            environment.blocking().execute(() -> {
                Reply reply = reply(call, prepared, flight);
                if (answered.compareAndSet(false, true)) completion.complete(reply);
            });
        } catch (InvocationException e) {
            fail(completion, e);
            return () -> {};
        } catch (RejectedExecutionException e) {
            fail(completion, call.failure(Code.BUSY, Outcome.NOT_INVOKED, "no thread is free for the call", e));
            return () -> {};
        }
        return () -> {
            if (!answered.compareAndSet(false, true)) return;
            flight.cancel();
            fail(completion, call.failure(Code.CANCELLED, Outcome.UNKNOWN, "cancelled by the caller", null));
        };
    }

    private Reply reply(OutboundCall call, PreparedCall prepared, Flight flight) {
        try {
            return send(call, prepared, flight);
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }

    private static void fail(Completion completion, InvocationException e) {
        completion.complete(() -> {
            throw e;
        });
    }

    /** Native calls have no name that the server knows. */
    private void cancelAtServer(OutboundCall call) {
        String id = call.context().callId();
        if (id.isEmpty() || call.contract().remoteInterface()) return;
        try {
            environment.blocking().execute(() -> {
                try {
                    rmix.cancel(id, System.nanoTime() + CANCEL_PATIENCE.toNanos());
                } catch (WireException e) {
                    LOG.debug("{}: the server was not told of a cancelled call: {}", call.endpoint(), e.reason());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("{}: no thread is free to tell of a cancelled call", call.endpoint());
        }
    }

    @Override
    public LaneWire openLane(Contract contract, LaneWire.Listener listener) {
        BatchLaneWire.Exchange exchange = contract.remoteInterface()
                ? new NativeLane(address, contract, rmix, natives, environment.limits())
                : this::exchange;
        return new BatchLaneWire(exchange, environment.blocking(), listener);
    }

    private LaneAck exchange(LaneFrame frame) {
        try {
            return rmix.lane(frame);
        } catch (WireException e) {
            throw new InvocationException(e.code(), e.outcome(), address, "", "lane", e.reason(), e.getCause());
        }
    }

    @Override
    public void close() {
        channel.close();
        natives.close();
    }
}
