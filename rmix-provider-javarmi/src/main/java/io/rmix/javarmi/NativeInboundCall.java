package io.rmix.javarmi;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.contract.EncodeException;
import io.rmix.contract.MessageCodec;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.CallContext;
import io.rmix.spi.ExportedService;
import io.rmix.spi.Failure;
import io.rmix.spi.InboundCall;
import java.io.IOException;
import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.rmi.ServerException;
import org.jspecify.annotations.Nullable;

/** A call of a native remote method. */
final class NativeInboundCall implements InboundCall {
    private final ExportedService service;
    private final Operation operation;
    private final Endpoint endpoint;
    private final String peer;
    private final @Nullable Object[] arguments;
    private final ProtoCodec codec;
    private final Limits limits;
    private byte @Nullable [] answer;

    NativeInboundCall(
            ExportedService service,
            Operation operation,
            Endpoint endpoint,
            String peer,
            @Nullable Object[] arguments,
            ProtoCodec codec,
            Limits limits) {
        this.service = service;
        this.operation = operation;
        this.endpoint = endpoint;
        this.peer = peer;
        this.arguments = arguments;
        this.codec = codec;
        this.limits = limits;
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
        return CallContext.EMPTY;
    }

    @Override
    public @Nullable Object[] arguments() {
        return arguments;
    }

    @Override
    public void succeed(@Nullable Object result) {
        Class<?> type = operation.method().getReturnType();
        try {
            operation.result().check(result);
            answer = NativeAnswer.value(limits.messageBytes(), out -> {
                if (type != void.class) Values.write(type, result, out);
            });
        } catch (EncodeException e) {
            refuse(Code.INVALID, Outcome.INVOKED, "result: " + e.getMessage());
        } catch (MarshalOutput.Bounded.FullException e) {
            refuse(Code.TOO_LARGE, Outcome.INVOKED, "the result " + e.getMessage());
        } catch (IOException e) {
            refuse(Code.INVALID, Outcome.INVOKED, "the result cannot be serialised: " + e);
        }
    }

    @Override
    public void fail(Failure failure) {
        if (failure instanceof Failure.Declared declared) {
            MessageCodec<Throwable> exception = codec.exception(declared.type());
            try {
                // A fresh one: the servant's own, with its cause and trace, stays here.
                answer = NativeAnswer.exception(exception.decode(exception.encode(declared.exception())));
            } catch (RuntimeException e) {
                refuse(Code.SERVANT_FAILED, Outcome.INVOKED, "its exception cannot be sent: " + e.getMessage());
            }
        } else if (failure instanceof Failure.Refused refused) {
            refuse(refused.code(), refused.outcome(), refused.reason());
        }
    }

    private void refuse(Code code, Outcome outcome, String reason) {
        answer = NativeAnswer.exception(exception(code, outcome, reason));
    }

    /** The code and the outcome end its message, for {@link NativeFailure} to read. */
    private static RemoteException exception(Code code, Outcome outcome, String reason) {
        String text = reason + " [" + code + ", " + outcome + "]";
        return code == Code.NO_SUCH_SERVICE ? new NoSuchObjectException(text) : new ServerException(text);
    }
}
