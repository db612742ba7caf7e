package io.rmix.javarmi;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.contract.Encoding;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.CallContext;
import io.rmix.spi.ContextCodec;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCodec;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.OutboundCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.rmi.NoSuchObjectException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Calls in RMIX's own encoding, at the client. */
final class RmixCalls {
    private final RequestChannel channel;
    private final Limits limits;
    private final Map<Contract, ProtoCodec> codecs = new ConcurrentHashMap<>();

    RmixCalls(RequestChannel channel, Limits limits) {
        this.channel = channel;
        this.limits = limits;
    }

    private ProtoCodec codec(Contract contract) {
        ProtoCodec known = codecs.get(contract);
        if (known != null) return known;
        return codecs.computeIfAbsent(
                contract, c -> ProtoCodec.of(c, new ProtoCodec.Limits(limits.messageBytes(), limits.depth())));
    }

    /** @throws InvocationException if the arguments do not fit */
    PreparedCall prepare(OutboundCall call) {
        ProtoCodec codec = codec(call.contract());
        byte[] request = encode(call, codec);
        return flight -> {
            Answer answer = exchange(request, call.context().deadlineNanos(), flight, limits.messageBytes());
            return () -> result(call, codec, answer);
        };
    }

    private static byte[] encode(OutboundCall call, ProtoCodec codec) {
        if (ContextCodec.size(call.context()) > Envelope.OVERHEAD / 2)
            throw call.failure(
                    Code.TOO_LARGE,
                    Outcome.NOT_INVOKED,
                    "the entries of the context have more than " + Envelope.OVERHEAD / 2 + " bytes",
                    null);
        try {
            Encoding request = codec.request(call.operation()).prepare(call.arguments());
            return Envelope.request(call.endpoint().service(), call.operation().name(), call.context(), request);
        } catch (EncodeException e) {
            Code code = e.tooLarge() ? Code.TOO_LARGE : Code.INVALID;
            throw call.failure(code, Outcome.NOT_INVOKED, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer exchange(byte[] request, long deadline, @Nullable Flight flight, int limit) throws WireException {
        byte[] answer = channel.exchange(request, deadline, flight, in -> read(in, limit + (long) Envelope.OVERHEAD));
        try {
            return Answer.read(answer);
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
        in.budget(Envelope.OVERHEAD);
        Throwable thrown = NativeFailure.read(in, AllowList.systemExceptionsOnly(), null);
        if (thrown instanceof NoSuchObjectException)
            return new WireException(
                    Code.UNSUPPORTED,
                    Outcome.NOT_INVOKED,
                    "the peer speaks Java RMI but not RMIX: only interfaces that extend java.rmi.Remote can be called there",
                    thrown);
        return new WireException(Code.INTERNAL, Outcome.UNKNOWN, "the peer's Java RMI says: " + thrown, thrown);
    }

    private static @Nullable Object result(OutboundCall call, ProtoCodec codec, Answer answer) throws Throwable {
        CodedInputStream in = answer.input();
        try {
            return switch (answer.kind()) {
                case RESULT -> codec.response(call.operation()).decode(in);
                case EXCEPTION -> throw exception(call, codec, answer, in);
                case REFUSED -> throw call.failure(answer.code(), answer.conclusion(), answer.reason(), null);
            };
        } catch (DecodeException e) {
            throw call.failure(Code.INVALID, Outcome.INVOKED, "the answer does not fit: " + e.getMessage(), e);
        }
    }

    private static Throwable exception(OutboundCall call, ProtoCodec codec, Answer answer, CodedInputStream in) {
        ExceptionType type = call.operation().exception(answer.name());
        if (type != null) return codec.exception(type).decode(in);
        return call.failure(
                Code.SERVANT_FAILED,
                Outcome.INVOKED,
                "the servant threw " + answer.name() + ", which the contract here does not declare",
                null);
    }

    /** Sends a lane's frame and waits for the acknowledgement. */
    LaneAck lane(LaneFrame frame) throws WireException {
        int size = LaneCodec.size(frame);
        byte[] request = RmixWire.LANE.request(size);
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(request, RmixWire.REQUEST_PREFIX, size);
            LaneCodec.write(frame, out);
            out.checkNoSpaceLeft();
            Answer answer = exchange(request, CallContext.NO_DEADLINE, null, 0);
            if (answer.kind() != Answer.Kind.RESULT)
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
