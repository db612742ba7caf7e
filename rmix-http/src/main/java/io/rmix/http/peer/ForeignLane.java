package io.rmix.http.peer;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.BatchLaneWire;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCall;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.OutboundCall;
import io.rmix.spi.Payload;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane to a server that knows nothing of RMIX: its calls are made one after another, each when the one before has been answered.
 * A call that the server fails is executed, as far as the lane goes. One exchange at a time.
 */
final class ForeignLane implements BatchLaneWire.Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignLane.class);
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Endpoint address;
    private final Contract contract;
    private final Limits limits;
    private final ProtoCodec codec;
    private final Caller caller;
    private final ArrayDeque<LaneCall> waiting = new ArrayDeque<>();
    private long executed;
    private @Nullable InvocationException broken;

    /** Makes one call and waits for its answer. */
    interface Caller {
        @Nullable Object call(OutboundCall call) throws Throwable;
    }

    ForeignLane(Endpoint address, Contract contract, Limits limits, Caller caller) {
        this.address = address;
        this.contract = contract;
        this.limits = limits;
        this.codec = ProtoCodec.of(contract, new ProtoCodec.Limits(limits.messageBytes(), limits.depth()));
        this.caller = caller;
    }

    @Override
    public LaneAck exchange(LaneFrame frame) {
        if (broken != null) throw broken;
        waiting.addAll(frame.calls());
        long end = System.nanoTime() + PATIENCE_NANOS;
        String refusal = "";
        while (refusal.isEmpty() && broken == null && !waiting.isEmpty() && System.nanoTime() - end < 0) {
            refusal = execute(waiting.element());
            if (refusal.isEmpty() && broken == null) {
                waiting.remove();
                executed++;
            }
        }
        return new LaneAck(executed, limits.laneBytes(), refusal);
    }

    /** Returns empty if the call was executed or {@link #broken} is set, or else why no further one will be. */
    private String execute(LaneCall lane) {
        Operation operation = contract.find(lane.method());
        if (operation == null) return "NO_SUCH_METHOD: " + lane.method();
        try {
            @Nullable Object[] arguments = lane.payload() instanceof Payload.Message message
                    ? new Object[] {message.message()}
                    : decode(operation, (Payload.Bytes) lane.payload());
            caller.call(new OutboundCall(
                    address.withService(lane.service()), contract, operation, arguments, lane.context()));
            return "";
        } catch (InvocationException e) {
            return failed(e);
        } catch (Throwable e) {
            LOG.debug("{} {}: {}", address, lane.method(), e.toString());
            return "";
        }
    }

    private @Nullable Object[] decode(Operation operation, Payload.Bytes payload) {
        return codec.request(operation).decode(ByteBuffer.wrap(payload.array(), payload.offset(), payload.size()));
    }

    private String failed(InvocationException e) {
        if (e.outcome() == Outcome.INVOKED) {
            LOG.debug("{}: a one-way call failed: {}", address, e.getMessage());
            return "";
        }
        if (e.outcome() == Outcome.NOT_INVOKED) return e.code() + ": " + e.getMessage();
        broken = e;
        return "";
    }
}
