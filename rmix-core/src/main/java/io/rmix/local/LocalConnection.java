package io.rmix.local;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.LaneWire;
import io.rmix.spi.OutboundCall;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way to a name of this process; looks it up for each call, so that a servant may come back. */
final class LocalConnection implements Connection {
    private final Endpoint address;
    private final ClientEnvironment environment;
    private final Supplier<@Nullable LocalAcceptor> acceptors;
    private final Map<Contract, ProtoCodec> codecs = new ConcurrentHashMap<>();
    private final Set<LocalCall> calls = ConcurrentHashMap.newKeySet();
    private final Set<LocalLane> lanes = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    LocalConnection(Endpoint address, ClientEnvironment environment, Supplier<@Nullable LocalAcceptor> acceptors) {
        this.address = address;
        this.environment = environment;
        this.acceptors = acceptors;
    }

    @Override
    public boolean cancelsOnWire() {
        return true;
    }

    @Override
    public @Nullable Object call(OutboundCall call) throws Throwable {
        LocalCall running = begin(call, null);
        return running.await();
    }

    @Override
    public PendingCall start(OutboundCall call, Completion completion) {
        LocalCall running;
        try {
            running = begin(call, completion);
        } catch (RuntimeException e) {
            completion.complete(() -> {
                throw e;
            });
            return () -> {};
        }
        running.scheduleDeadline(environment.timer());
        return () -> running.end(call.failure(Code.CANCELLED, Outcome.UNKNOWN, "cancelled by the caller", null));
    }

    private LocalCall begin(OutboundCall call, @Nullable Completion completion) {
        if (closed) throw call.failure(Code.CLOSED, Outcome.NOT_INVOKED, "the connection is closed", null);
        LocalAcceptor acceptor = acceptors.get();
        if (acceptor == null)
            throw call.failure(Code.UNAVAILABLE, Outcome.NOT_INVOKED, "nothing listens at " + address, null);
        LocalAcceptor.Exported service = acceptor.find(call.endpoint().service());
        if (service == null)
            throw call.failure(Code.NO_SUCH_SERVICE, Outcome.NOT_INVOKED, "no such service there", null);
        ProtoCodec codec = codecs.computeIfAbsent(
                call.contract(),
                c -> ProtoCodec.of(
                        c,
                        new ProtoCodec.Limits(
                                environment.limits().messageBytes(),
                                environment.limits().depth())));
        LocalCall running = LocalCall.of(call, codec, service, acceptor, completion, ended -> {
            calls.remove(ended);
            acceptor.ended(ended);
        });
        calls.add(running);
        if (acceptor.begin(running)) running.submit();
        return running;
    }

    @Override
    public LaneWire openLane(Contract contract, LaneWire.Listener listener) {
        LocalAcceptor acceptor = acceptors.get();
        LocalLane lane = new LocalLane(listener, environment.blocking(), ended -> {
            lanes.remove(ended);
            if (acceptor != null) acceptor.ended(ended);
        });
        lanes.add(lane);
        if (acceptor == null || !acceptor.begin(lane)) lane.cutOff("nothing listens at " + address);
        else lane.connect(acceptor);
        return lane;
    }

    @Override
    public void close() {
        closed = true;
        for (LocalCall call : calls) call.cutOff();
        for (LocalLane lane : lanes) lane.cutOff("the connection was closed");
    }
}
