package io.rmix.javarmi;

import com.google.protobuf.CodedInputStream;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
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

/**
 * A lane of an interface that extends {@code java.rmi.Remote}: frames as ever while the peer is RMIX; one that is not gets the
 * calls one after another as ordinary ones. One exchange at a time.
 */
final class NativeLane implements BatchLaneWire.Exchange {
    private final Endpoint address;
    private final Contract contract;
    private final RmixCalls rmix;
    private final NativeCalls natives;
    private final ProtoCodec codec;
    private final long credit;
    private boolean plain;
    private long executed;

    NativeLane(Endpoint address, Contract contract, RmixCalls rmix, NativeCalls natives, Limits limits) {
        this.address = address;
        this.contract = contract;
        this.rmix = rmix;
        this.natives = natives;
        this.codec = ProtoCodec.of(contract, new ProtoCodec.Limits(limits.messageBytes(), limits.depth()));
        this.credit = limits.laneBytes();
    }

    @Override
    public LaneAck exchange(LaneFrame frame) {
        if (!plain) {
            try {
                return rmix.lane(frame);
            } catch (WireException e) {
                if (e.code() != Code.UNSUPPORTED || frame.first() != 1) throw failure(e);
                plain = true;
            }
        }
        for (LaneCall call : frame.calls()) {
            String refusal = execute(call);
            if (!refusal.isEmpty()) return new LaneAck(executed, credit, refusal);
            executed++;
        }
        return new LaneAck(executed, credit, "");
    }

    private InvocationException failure(WireException e) {
        return new InvocationException(e.code(), e.outcome(), address, "", "lane", e.reason(), e);
    }

    /** Returns empty, or why this call and those behind it were not invoked. */
    private String execute(LaneCall call) {
        Operation operation = contract.find(call.method());
        if (operation == null || !(call.payload() instanceof Payload.Bytes bytes))
            return Code.NO_SUCH_METHOD + ": " + contract + " has no operation '" + call.method() + "'";
        Object[] arguments = codec.request(operation)
                .decode(CodedInputStream.newInstance(bytes.array(), bytes.offset(), bytes.size()));
        Endpoint endpoint = address.withService(call.service());
        try {
            natives.prepare(new OutboundCall(endpoint, contract, operation, arguments, call.context()))
                    .send(null)
                    .get();
            return "";
        } catch (WireException e) {
            if (e.outcome() != Outcome.NOT_INVOKED) throw failure(e);
            return e.code() + ": " + e.reason();
        } catch (InvocationException e) {
            if (e.outcome() == Outcome.UNKNOWN) throw e;
            return e.outcome() == Outcome.INVOKED ? "" : e.code() + ": " + e.getMessage();
        } catch (Throwable e) {
            return ""; // A declared exception: the call was executed, and a lane has nobody to tell of it.
        }
    }
}
