package io.rmix.spi;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.EncodeException;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that arrived as the bytes of {@link CallBytes#request}, and is answered with those for {@link CallBytes#answer}.
 *
 * @param endpoint with the service's name
 * @param request the encoded arguments
 * @param answers takes the answer, on the servant's thread
 */
record InboundBytes(
        ExportedService service,
        Operation operation,
        Endpoint endpoint,
        String peer,
        CallContext context,
        byte[] request,
        ProtoCodec codec,
        Consumer<byte[]> answers)
        implements InboundCall {
    /**
     * Reads a call. One that names no service or method is answered at once.
     *
     * @param services finds an exported service by name, or null
     * @return null if it has been answered
     * @throws IOException if the bytes are no call
     */
    static @Nullable InboundBytes read(
            byte[] bytes,
            CallBytes codecs,
            Endpoint address,
            String peer,
            Function<String, @Nullable ExportedService> services,
            Consumer<byte[]> answers)
            throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        String name = in.readUTF();
        String method = in.readUTF();
        int size = in.readInt();
        if (size < 0 || size > in.available()) throw new IOException("a context of " + size + " bytes");
        CallContext context = ContextCodec.read(com.google.protobuf.CodedInputStream.newInstance(in.readNBytes(size)));
        ExportedService service = services.apply(name);
        Operation operation = service == null ? null : service.contract().find(method);
        byte[] request = in.readAllBytes();
        String refusal = service == null
                ? "no service '" + name + "' at " + address
                : operation == null
                        ? service.contract().name() + " has no operation '" + method + "'"
                        : request.length > codecs.limits().messageBytes()
                                ? "the arguments have " + request.length + " bytes, the limit is "
                                        + codecs.limits().messageBytes()
                                : "";
        if (service == null || operation == null || !refusal.isEmpty()) {
            Code code =
                    service == null ? Code.NO_SUCH_SERVICE : operation == null ? Code.NO_SUCH_METHOD : Code.TOO_LARGE;
            answers.accept(CallBytes.refusal(code, Outcome.NOT_INVOKED, refusal));
            return null;
        }
        return new InboundBytes(
                service,
                operation,
                address.withService(name),
                peer,
                context,
                request,
                codecs.codec(service.contract()),
                answers);
    }

    @Override
    public @Nullable Object[] arguments() {
        return codec.request(operation).decode(request);
    }

    @Override
    public void succeed(@Nullable Object result) {
        byte[] answer;
        try {
            answer = CallBytes.result(codec.response(operation).encode(result));
        } catch (EncodeException e) {
            answer = CallBytes.refusal(CallBytes.code(e), Outcome.INVOKED, "result: " + e.getMessage());
        }
        answers.accept(answer);
    }

    @Override
    public void fail(Failure failure) {
        answers.accept(answer(failure));
    }

    private byte[] answer(Failure failure) {
        if (failure instanceof Failure.Refused refused)
            return CallBytes.refusal(refused.code(), refused.outcome(), refused.reason());
        Failure.Declared declared = (Failure.Declared) failure;
        try {
            return CallBytes.exception(
                    declared.type().name(), codec.exception(declared.type()).encode(declared.exception()));
        } catch (EncodeException e) {
            return CallBytes.refusal(CallBytes.code(e), Outcome.INVOKED, "exception: " + e.getMessage());
        }
    }
}
