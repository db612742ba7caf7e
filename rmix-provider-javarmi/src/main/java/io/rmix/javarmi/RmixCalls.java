package io.rmix.javarmi;

import com.google.protobuf.CodedOutputStream;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.spi.CallAnswer;
import io.rmix.spi.CallBytes;
import io.rmix.spi.CallContext;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCodec;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.OutboundCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.rmi.NoSuchObjectException;
import org.jspecify.annotations.Nullable;

/** Calls in RMIX's own encoding, at the client. */
final class RmixCalls {
    private final RequestChannel channel;
    private final Limits limits;
    private final CallBytes codecs;

    RmixCalls(RequestChannel channel, Limits limits) {
        this.channel = channel;
        this.limits = limits;
        this.codecs = new CallBytes(limits);
    }

    /** @throws InvocationException if the arguments do not fit */
    PreparedCall prepare(OutboundCall call) {
        byte[] request = codecs.request(call, RmixWire.INVOKE::request);
        return flight -> {
            CallAnswer answer = exchange(request, call.context().deadlineNanos(), flight, limits.messageBytes());
            return () -> codecs.result(call, answer);
        };
    }

    private CallAnswer exchange(byte[] request, long deadline, @Nullable Flight flight, int limit)
            throws WireException {
        byte[] answer = channel.exchange(request, deadline, flight, in -> read(in, limit + (long) CallBytes.OVERHEAD));
        try {
            return CallAnswer.read(answer);
        } catch (IOException e) {
            throw new WireException(
                    Code.INVALID, Outcome.UNKNOWN, "the answer cannot be decoded: " + e.getMessage(), e);
        }
    }

    private static byte[] read(WireInput in, long limit) throws WireException, IOException {
        int length = RmixWire.takeAnswer(in);
        if (length == -1) throw refusal(in);
        if (length < 0 || length > limit)
            throw new WireException(
                    Code.TOO_LARGE,
                    Outcome.INVOKED,
                    "the answer has " + length + " bytes, this side's limit is " + limit,
                    null);
        return in.readBody(length);
    }

    /** The peer's Java RMI did not let the call through to RMIX: most likely it is none. */
    private static WireException refusal(WireInput in) throws IOException {
        in.budget(CallBytes.OVERHEAD);
        Throwable thrown = NativeFailure.read(in, AllowList.systemExceptionsOnly(), null);
        if (thrown instanceof NoSuchObjectException)
            return new WireException(
                    Code.UNSUPPORTED,
                    Outcome.NOT_INVOKED,
                    "the peer speaks Java RMI but not RMIX: only interfaces that extend java.rmi.Remote can be called there",
                    thrown);
        return new WireException(Code.INTERNAL, Outcome.UNKNOWN, "the peer's Java RMI says: " + thrown, thrown);
    }

    /** Sends a lane's frame and waits for the acknowledgement. */
    LaneAck lane(LaneFrame frame) throws WireException {
        int size = LaneCodec.size(frame);
        byte[] request = RmixWire.LANE.request(size);
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(request, RmixWire.REQUEST_PREFIX, size);
            LaneCodec.write(frame, out);
            out.checkNoSpaceLeft();
            CallAnswer answer = exchange(request, CallContext.NO_DEADLINE, null, 0);
            if (answer.kind() != CallAnswer.Kind.RESULT)
                throw new WireException(answer.code(), answer.conclusion(), answer.reason(), null);
            return LaneCodec.readAck(answer.input());
        } catch (IOException e) {
            throw new WireException(Code.INVALID, Outcome.UNKNOWN, "the lane's frame or answer: " + e.getMessage(), e);
        }
    }

    /** Tells the server that nobody waits for a call any more. */
    void cancel(String callId, long deadline) throws WireException {
        byte[] id = callId.getBytes(StandardCharsets.UTF_8);
        byte[] request = RmixWire.CANCEL.request(id.length);
        System.arraycopy(id, 0, request, RmixWire.REQUEST_PREFIX, id.length);
        exchange(request, deadline, null, 0);
    }
}
