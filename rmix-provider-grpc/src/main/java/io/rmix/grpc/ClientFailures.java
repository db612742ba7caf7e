package io.rmix.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.grpc.Methods.ExceptionForm;
import io.rmix.grpc.Methods.Method;
import io.rmix.spi.OutboundCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a status means to the caller. */
final class ClientFailures {
    /** What gRPC's libraries in Java, C and Go say when a request is larger than the server takes; it was not read then. */
    private static final List<String> REQUEST_TOO_LARGE =
            List.of("message exceeds maximum size", "eceived message larger than max");

    private ClientFailures() {}

    /** The exception to throw. */
    static Throwable of(OutboundCall call, Method method, Status status, Metadata trailers, Progress progress) {
        Throwable declared = declared(call, method, trailers);
        return declared != null ? declared : refusal(status, trailers, progress).exception(call, status);
    }

    /** What a failed call comes to. */
    record Refusal(Code code, Outcome outcome, String reason) {
        InvocationException exception(OutboundCall call, Status status) {
            return call.failure(code, outcome, reason, status.getCause());
        }
    }

    static Refusal refusal(Status status, Metadata trailers, Progress progress) {
        Code code = Codes.code(trailers);
        Outcome outcome = Codes.outcome(trailers);
        if (code != null && outcome != null) return new Refusal(code, outcome, text(status));
        return progress.ended() ? ofForeignServer(status) : ofThisSide(status, progress);
    }

    private static Refusal ofForeignServer(Status status) {
        String text = text(status);
        if (status.getCode() == Status.Code.RESOURCE_EXHAUSTED
                && REQUEST_TOO_LARGE.stream().anyMatch(text::contains))
            return new Refusal(Code.TOO_LARGE, Outcome.NOT_INVOKED, "the server says: " + text);
        return new Refusal(
                Codes.code(status.getCode()),
                Codes.outcome(status.getCode()),
                "the server says " + status.getCode() + ": " + text);
    }

    private static Refusal ofThisSide(Status status, Progress progress) {
        Outcome outcome = progress.sent() ? Outcome.UNKNOWN : Outcome.NOT_INVOKED;
        Throwable cause = status.getCause();
        if (cause instanceof EncodeException e)
            return new Refusal(
                    e.tooLarge() ? Code.TOO_LARGE : Code.INVALID, Outcome.NOT_INVOKED, String.valueOf(e.getMessage()));
        String text = text(status);
        if (cause != null && cause.getMessage() != null && !text.contains(cause.getMessage()))
            text += ": " + cause.getMessage();
        return switch (status.getCode()) {
            case RESOURCE_EXHAUSTED ->
                progress.answered()
                        ? new Refusal(Code.TOO_LARGE, Outcome.INVOKED, "answer: " + text)
                        : new Refusal(Code.BUSY, outcome, text);
            case DEADLINE_EXCEEDED -> new Refusal(Code.DEADLINE_EXCEEDED, outcome, "no answer before the deadline");
            case CANCELLED -> new Refusal(Code.CANCELLED, outcome, text);
            case UNAVAILABLE -> new Refusal(Code.UNAVAILABLE, outcome, text);
            case OK,
                    UNKNOWN,
                    INVALID_ARGUMENT,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    FAILED_PRECONDITION,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    DATA_LOSS,
                    UNAUTHENTICATED -> new Refusal(Code.INTERNAL, outcome, status.getCode() + ": " + text);
        };
    }

    private static String text(Status status) {
        return status.getDescription() == null ? status.getCode().name() : status.getDescription();
    }

    /** The declared exception in the trailers, or null; the server need not know RMIX. */
    private static @Nullable Throwable declared(OutboundCall call, Method method, Metadata trailers) {
        byte[] details = method.exceptions().isEmpty() ? null : trailers.get(Wire.DETAILS);
        if (details == null) return null;
        try {
            for (Any any : com.google.rpc.Status.parseFrom(details).getDetailsList()) {
                String type = any.getTypeUrl().substring(any.getTypeUrl().lastIndexOf('/') + 1);
                ExceptionForm form = method.exceptions().get(type);
                if (form != null) return form.codec().decode(any.getValue());
            }
            return null;
        } catch (InvalidProtocolBufferException | DecodeException e) {
            return call.failure(
                    Code.INVALID, Outcome.INVOKED, "the server's exception cannot be read: " + e.getMessage(), e);
        }
    }
}
