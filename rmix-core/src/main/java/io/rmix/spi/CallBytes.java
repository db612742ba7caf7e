package io.rmix.spi;

import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.ProtoCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls and answers as bytes, as {@link BytesConnection} and {@link BytesServices} exchange them. Any number of threads.
 *
 * @param limits of what is encoded
 * @param codecs made so far
 */
record CallBytes(Limits limits, Map<Contract, ProtoCodec> codecs) {
    /** What a message may have beside arguments or result, for bounds on what is read: names, and the context's entries. */
    static final int OVERHEAD = 256 << 10;

    private static final int RESULT = 0;
    private static final int EXCEPTION = 1;
    private static final int REFUSED = 2;
    private static final int REASON = 10_000;

    CallBytes(Limits limits) {
        this(limits, new ConcurrentHashMap<>());
    }

    /** A contract's codec within the limits. */
    ProtoCodec codec(Contract contract) {
        return codecs.computeIfAbsent(
                contract, c -> ProtoCodec.of(c, new ProtoCodec.Limits(limits.messageBytes(), limits.depth())));
    }

    /**
     * A call, to be read by {@link InboundBytes}.
     *
     * @throws io.rmix.InvocationException NOT_INVOKED, if arguments or context do not fit
     */
    byte[] request(OutboundCall call) {
        byte[] context = ContextCodec.encode(call.context());
        if (context.length > OVERHEAD / 2)
            throw call.failure(
                    Code.TOO_LARGE, Outcome.NOT_INVOKED, "the context has " + context.length + " bytes", null);
        try {
            byte[] arguments = codec(call.contract()).request(call.operation()).encode(call.arguments());
            return write(out -> {
                out.writeByte(BytesConnection.CALL);
                out.writeUTF(call.endpoint().service());
                out.writeUTF(call.operation().name());
                out.writeInt(context.length);
                out.write(context);
                out.write(arguments);
            });
        } catch (EncodeException e) {
            throw call.failure(code(e), Outcome.NOT_INVOKED, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * What {@link InboundBytes} answered.
     *
     * @return the result
     * @throws Throwable what the servant declares, or an {@link io.rmix.InvocationException}
     */
    @Nullable Object answer(OutboundCall call, byte[] answer) throws Throwable {
        ProtoCodec codec = codec(call.contract());
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(answer));
        try {
            int kind = in.readUnsignedByte();
            if (kind == RESULT) return codec.response(call.operation()).decode(result(call, in));
            String name = in.readUTF();
            if (kind == EXCEPTION) {
                ExceptionType type = call.operation().exception(name);
                if (type != null) throw codec.exception(type).decode(in.readAllBytes());
                String reason = "the servant threw " + name + ", which the contract here does not declare";
                throw call.failure(Code.SERVANT_FAILED, Outcome.INVOKED, reason, null);
            }
            throw call.failure(Code.valueOf(name), Outcome.valueOf(in.readUTF()), in.readUTF(), null);
        } catch (DecodeException | IOException | IllegalArgumentException e) {
            throw call.failure(Code.INVALID, Outcome.INVOKED, "the answer does not fit: " + e.getMessage(), e);
        }
    }

    private byte[] result(OutboundCall call, DataInputStream in) throws IOException {
        byte[] result = in.readAllBytes();
        if (result.length <= limits.messageBytes()) return result;
        String reason = "the result has " + result.length + " bytes, this side's limit is " + limits.messageBytes();
        throw call.failure(Code.TOO_LARGE, Outcome.INVOKED, reason, null);
    }

    static byte[] marked(byte kind, byte[] bytes) {
        return write(out -> {
            out.writeByte(kind);
            out.write(bytes);
        });
    }

    static byte[] result(byte[] result) {
        return write(out -> {
            out.writeByte(RESULT);
            out.write(result);
        });
    }

    static byte[] exception(String name, byte[] fields) {
        return write(out -> {
            out.writeByte(EXCEPTION);
            out.writeUTF(name);
            out.write(fields);
        });
    }

    /** An answer that refuses a call. */
    static byte[] refusal(Code code, Outcome outcome, String reason) {
        return write(out -> {
            out.writeByte(REFUSED);
            out.writeUTF(code.name());
            out.writeUTF(outcome.name());
            out.writeUTF(reason.substring(0, Math.min(reason.length(), REASON)));
        });
    }

    static Code code(EncodeException e) {
        return e.tooLarge() ? Code.TOO_LARGE : Code.INVALID;
    }

    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] write(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
