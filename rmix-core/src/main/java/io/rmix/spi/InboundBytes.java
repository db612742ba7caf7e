package io.rmix.spi;

import com.google.protobuf.CodedInputStream;
import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.EncodeException;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A call that arrived as the bytes of {@link CallBytes}, and is answered with a {@link CallAnswer}.
 *
 * @param endpoint with the service's name
 * @param request the encoded arguments
 * @param message gives the array of an answer
 * @param answers takes the answer, on the servant's thread
 */
record InboundBytes(
        ExportedService service,
        Operation operation,
        Endpoint endpoint,
        String peer,
        CallContext context,
        Payload.Bytes request,
        ProtoCodec codec,
        IntFunction<byte[]> message,
        Consumer<byte[]> answers)
        implements InboundCall {
    @Override
    public @Nullable Object[] arguments() {
        return codec.request(operation)
                .decode(CodedInputStream.newInstance(request.array(), request.offset(), request.size()));
    }

    @Override
    public void succeed(@Nullable Object result) {
        byte[] answer;
        try {
            answer = CallAnswer.result(codec.response(operation).prepare(result), message);
        } catch (EncodeException e) {
            answer = refused(CallBytes.code(e), Outcome.INVOKED, "result: " + e.getMessage());
        }
        answers.accept(answer);
    }

    @Override
    public void fail(Failure failure) {
        answers.accept(answer(failure));
    }

    private byte[] answer(Failure failure) {
        if (failure instanceof Failure.Refused refused)
            return refused(refused.code(), refused.outcome(), refused.reason());
        Failure.Declared declared = (Failure.Declared) failure;
        try {
            byte[] fields = codec.exception(declared.type()).encode(declared.exception());
            return CallAnswer.exception(declared.type().name(), fields, message);
        } catch (EncodeException e) {
            return refused(CallBytes.code(e), Outcome.INVOKED, "exception: " + e.getMessage());
        }
    }

    private byte[] refused(Code code, Outcome outcome, String reason) {
        return CallAnswer.refused(code, outcome, reason, message);
    }
}
