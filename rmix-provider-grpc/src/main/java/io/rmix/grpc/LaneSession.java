package io.rmix.grpc;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.grpc.LaneMessages.Received;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.Peer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of a lane's stream. The next frame is asked for when the engine has taken the last; of acknowledgements that
 * the transport cannot take at once only the latest is kept.
 *
 * <p>Locks: {@code inbound} orders what goes into the inlet and is taken first; the engine's own may follow; the monitor of this
 * orders what goes out and is taken last.
 */
final class LaneSession extends ServerCall.Listener<Received<LaneFrame>> implements Dispatcher.AckSink {
    private final ServerCall<Received<LaneFrame>, LaneAck> call;
    private final String peer;
    private final Refusals refusals;
    private final Consumer<LaneSession> onEnd;
    private final Dispatcher.LaneInlet inlet;
    private final ReentrantLock inbound = new ReentrantLock();
    private boolean inletClosed;
    private LaneAck last = new LaneAck(0, 0, "");
    private @Nullable LaneAck waiting;
    private boolean retiring;
    private boolean closed;

    LaneSession(
            ServerCall<Received<LaneFrame>, LaneAck> call,
            Refusals refusals,
            BiFunction<Peer, Dispatcher.AckSink, Dispatcher.LaneInlet> inlets,
            Consumer<LaneSession> onEnd) {
        this.call = call;
        this.peer = Refusals.peer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
        this.refusals = refusals;
        this.onEnd = onEnd;
        this.inlet = inlets.apply(Refusals.caller(call), this);
    }

    /** Tells the client at once that lanes are known here. */
    void open() {
        call.sendHeaders(new Metadata());
        call.request(1);
    }

    @Override
    public void onMessage(Received<LaneFrame> received) {
        String problem = received.problem();
        inbound.lock();
        try {
            if (inletClosed) return;
            if (received.message() != null) inlet.frame(received.message());
        } catch (IllegalStateException e) {
            problem = String.valueOf(e.getMessage());
        } finally {
            inbound.unlock();
        }
        if (problem.isEmpty()) call.request(1);
        else refuse(problem);
    }

    private void refuse(String problem) {
        refusals.log(peer, "a lane's frame: " + problem);
        closeInlet(Dispatcher.LaneInlet::broken);
        Status status = Status.INVALID_ARGUMENT.withDescription(Wire.text(problem));
        end(status.withCause(Refusals.Answered.MARK), Codes.trailers(Code.INVALID, Outcome.UNKNOWN));
    }

    private void closeInlet(Consumer<Dispatcher.LaneInlet> how) {
        inbound.lock();
        try {
            if (inletClosed) return;
            inletClosed = true;
            how.accept(inlet);
        } finally {
            inbound.unlock();
        }
    }

    @Override
    public void onHalfClose() {
        closeInlet(Dispatcher.LaneInlet::finished);
    }

    @Override
    public void onCancel() {
        closeInlet(Dispatcher.LaneInlet::broken);
        synchronized (this) {
            closed = true;
        }
        onEnd.accept(this);
    }

    /** The address closes: what has come in is executed and acknowledged, then the client is told that nothing else was. */
    void retire() {
        synchronized (this) {
            retiring = true;
        }
        closeInlet(Dispatcher.LaneInlet::finished);
    }

    @Override
    public synchronized void onReady() {
        LaneAck ack = waiting;
        waiting = null;
        if (ack != null && !closed) call.sendMessage(ack);
    }

    @Override
    public synchronized void acknowledge(LaneAck ack) {
        last = ack;
        if (closed) return;
        if (call.isReady()) call.sendMessage(ack);
        else waiting = ack;
    }

    @Override
    public void finished() {
        end(Status.OK, new Metadata());
    }

    private void end(Status status, Metadata trailers) {
        synchronized (this) {
            if (closed) return;
            closed = true;
            LaneAck ack = waiting;
            if (retiring && last.refusal().isEmpty())
                ack = new LaneAck(last.executed(), last.credit(), Code.CLOSED + ": the server is closing");
            if (ack != null) call.sendMessage(ack);
            call.close(status, trailers);
        }
        onEnd.accept(this);
    }
}
