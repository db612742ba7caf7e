package io.rmix.javarmi;

import com.google.protobuf.CodedInputStream;
import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.EncodeException;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.CallContext;
import io.rmix.spi.ExportedService;
import io.rmix.spi.Failure;
import io.rmix.spi.InboundCall;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A call in RMIX's own encoding. */
final class RmixInboundCall implements InboundCall {
    private final ExportedService service;
    private final Operation operation;
    private final Endpoint endpoint;
    private final String peer;
    private final Envelope call;
    private final ProtoCodec codec;
    private byte @Nullable [] answer;

    RmixInboundCall(
            ExportedService service,
            Operation operation,
            Endpoint endpoint,
            String peer,
            Envelope call,
            ProtoCodec codec) {
        this.service = service;
        this.operation = operation;
        this.endpoint = endpoint;
        this.peer = peer;
        this.call = call;
        this.codec = codec;
    }

    /** The whole message to send. */
    byte[] answer() {
        byte[] bytes = answer;
        if (bytes == null) throw new IllegalStateException("the call was not answered");
        return bytes;
    }

    @Override
    public ExportedService service() {
        return service;
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public CallContext context() {
        return call.context();
    }

    @Override
    public @Nullable Object[] arguments() {
        return codec.request(operation).decode(CodedInputStream.newInstance(call.bytes(), call.offset(), call.size()));
    }

    @Override
    public void succeed(@Nullable Object result) {
        try {
            answer = Answer.result(codec.response(operation).prepare(result));
        } catch (EncodeException e) {
            refuse(e.tooLarge() ? Code.TOO_LARGE : Code.INVALID, Outcome.INVOKED, "result: " + e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void fail(Failure failure) {
        if (failure instanceof Failure.Declared declared) {
            try {
                byte[] fields = codec.exception(declared.type()).encode(declared.exception());
                answer = Answer.exception(declared.type().name(), fields);
            } catch (EncodeException e) {
                Code code = e.tooLarge() ? Code.TOO_LARGE : Code.INVALID;
                refuse(code, Outcome.INVOKED, "exception: " + e.getMessage());
            }
        } else if (failure instanceof Failure.Refused refused) {
            refuse(refused.code(), refused.outcome(), refused.reason());
        }
    }

    private void refuse(Code code, Outcome outcome, String reason) {
        answer = Answer.refused(code, outcome, reason);
    }
}
