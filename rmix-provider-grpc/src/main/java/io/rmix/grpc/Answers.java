package io.rmix.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.EncodeException;
import io.rmix.contract.Encoding;
import io.rmix.grpc.Methods.ExceptionForm;
import io.rmix.grpc.Methods.Method;
import io.rmix.spi.Failure;
import org.jspecify.annotations.Nullable;

/** How the server's side ends calls. */
final class Answers {
    private Answers() {}

    static void succeed(ServerCall<?, Outgoing> call, Method method, @Nullable Object result) {
        Encoding encoding;
        try {
            encoding = method.response().prepare(result);
        } catch (EncodeException e) {
            Code code = e.tooLarge() ? Code.TOO_LARGE : Code.INVALID;
            refuse(call, new Failure.Refused(code, Outcome.INVOKED, "result: " + e.getMessage()));
            return;
        }
        call.sendHeaders(new Metadata());
        call.sendMessage(Outgoing.of(encoding));
        call.close(Status.OK, new Metadata());
    }

    static void fail(ServerCall<?, Outgoing> call, Method method, boolean foreign, Failure failure) {
        if (failure instanceof Failure.Declared declared) raise(call, method, foreign, declared);
        else if (failure instanceof Failure.Refused refused) refuse(call, refused);
    }

    static void refuse(ServerCall<?, Outgoing> call, Failure.Refused refused) {
        refuse(call, Codes.status(refused.code()), refused);
    }

    static void refuse(ServerCall<?, Outgoing> call, Status.Code status, Failure.Refused refused) {
        close(call, status, refused.reason(), Codes.trailers(refused.code(), refused.outcome()));
    }

    private static void close(ServerCall<?, Outgoing> call, Status.Code code, String text, Metadata trailers) {
        Status status = code.toStatus().withDescription(Wire.text(text)).withCause(Refusals.Answered.MARK);
        call.close(status, trailers);
    }

    private static void raise(ServerCall<?, Outgoing> call, Method method, boolean foreign, Failure.Declared declared) {
        ExceptionForm form = method.form(declared.type());
        if (form == null) throw new IllegalStateException(method.operation() + " does not declare " + declared.type());
        byte[] bytes;
        try {
            bytes = form.codec().encode(declared.exception());
        } catch (EncodeException e) {
            Code code = e.tooLarge() ? Code.TOO_LARGE : Code.SERVANT_FAILED;
            refuse(call, new Failure.Refused(code, Outcome.INVOKED, form.message() + ": " + e.getMessage()));
            return;
        }
        int limit = foreign ? Wire.FOREIGN_EXCEPTION_BYTES : Wire.EXCEPTION_BYTES;
        if (bytes.length > limit) {
            String reason = form.message() + " has " + bytes.length + " bytes, trailers carry " + limit;
            refuse(call, new Failure.Refused(Code.TOO_LARGE, Outcome.INVOKED, reason));
            return;
        }
        String text = form.message() + ": " + declared.exception().getMessage();
        Metadata trailers = new Metadata();
        trailers.put(Wire.OUTCOME, Outcome.INVOKED.name());
        trailers.put(Wire.DETAILS, details(form, Wire.text(text), bytes));
        close(call, Status.Code.FAILED_PRECONDITION, text, trailers);
    }

    private static byte[] details(ExceptionForm form, String text, byte[] bytes) {
        return com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.FAILED_PRECONDITION.value())
                .setMessage(text)
                .addDetails(Any.newBuilder()
                        .setTypeUrl("type.googleapis.com/" + form.message())
                        .setValue(ByteString.copyFrom(bytes)))
                .build()
                .toByteArray();
    }
}
