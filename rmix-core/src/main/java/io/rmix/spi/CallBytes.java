package io.rmix.spi;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.contract.Encoding;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.ProtoCodec;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Calls as bytes, at a client whose wire carries any: the message {@code rmix.v1.LaneCall}, for {@link BytesServices} at the server, which answers
 * with a {@link CallAnswer}. Any number of threads.
 */
public final class CallBytes {
    /** What a message may have beside arguments or result, for bounds on what is read: names, and the context's entries. In bytes. */
    public static final int OVERHEAD = 256 << 10;

    private final Limits limits;
    private final Map<Contract, ProtoCodec> codecs = new ConcurrentHashMap<>();

    /** @param limits of what is encoded and of results */
    public CallBytes(Limits limits) {
        this.limits = limits;
    }

    /** A contract's codec within limits. */
    static ProtoCodec codec(Contract contract, Limits limits) {
        return ProtoCodec.of(contract, new ProtoCodec.Limits(limits.messageBytes(), limits.depth()));
    }

    private ProtoCodec codec(Contract contract) {
        ProtoCodec known = codecs.get(contract);
        return known != null ? known : codecs.computeIfAbsent(contract, c -> codec(c, limits));
    }

    /**
     * The array to send for a call.
     *
     * @param message gives one that ends with so many bytes for the call
     * @throws io.rmix.InvocationException NOT_INVOKED, if arguments or context do not fit
     */
    public byte[] request(OutboundCall call, IntFunction<byte[]> message) {
        int context = ContextCodec.size(call.context());
        if (context > OVERHEAD / 2)
            throw call.failure(
                    Code.TOO_LARGE,
                    Outcome.NOT_INVOKED,
                    "the context has " + context + " bytes, the limit is " + OVERHEAD / 2,
                    null);
        try {
            return write(call, codec(call.contract()).request(call.operation()).prepare(call.arguments()), message);
        } catch (EncodeException e) {
            throw call.failure(code(e), Outcome.NOT_INVOKED, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] write(OutboundCall call, Encoding arguments, IntFunction<byte[]> message) throws IOException {
        String service = call.endpoint().service();
        String method = call.operation().name();
        int size = LaneCodec.size(service, method, call.context(), arguments.size());
        byte[] bytes = message.apply(size);
        CodedOutputStream out = CodedOutputStream.newInstance(bytes, bytes.length - size, size);
        LaneCodec.writeHead(service, method, call.context(), arguments.size(), out);
        arguments.writeTo(out);
        out.checkNoSpaceLeft();
        return bytes;
    }

    /**
     * What an answer says.
     *
     * @return the result
     * @throws Throwable what the servant declares, or an {@link io.rmix.InvocationException}
     */
    public @Nullable Object result(OutboundCall call, CallAnswer answer) throws Throwable {
        ProtoCodec codec = codec(call.contract());
        int size = answer.content().size();
        if (answer.kind() == CallAnswer.Kind.RESULT && size > limits.messageBytes()) {
            String reason = "the result has " + size + " bytes, this side's limit is " + limits.messageBytes();
            throw call.failure(Code.TOO_LARGE, Outcome.INVOKED, reason, null);
        }
        CodedInputStream in = answer.input();
        try {
            return switch (answer.kind()) {
                case RESULT -> codec.response(call.operation()).decode(in);
                case EXCEPTION -> throw exception(call, codec, answer.name(), in);
                case REFUSED -> throw call.failure(answer.code(), answer.conclusion(), answer.reason(), null);
            };
        } catch (DecodeException e) {
            throw call.failure(Code.INVALID, Outcome.INVOKED, "the answer does not fit: " + e.getMessage(), e);
        }
    }

    private static Throwable exception(OutboundCall call, ProtoCodec codec, String name, CodedInputStream in) {
        ExceptionType type = call.operation().exception(name);
        if (type != null) return codec.exception(type).decode(in);
        String reason = "the servant threw " + name + ", which the contract here does not declare";
        return call.failure(Code.SERVANT_FAILED, Outcome.INVOKED, reason, null);
    }

    static Code code(EncodeException e) {
        return e.tooLarge() ? Code.TOO_LARGE : Code.INVALID;
    }
}
