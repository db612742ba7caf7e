package io.rmix.grpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import org.jspecify.annotations.Nullable;

/** Failure codes and gRPC's status codes, both ways. */
final class Codes {
    private Codes() {}

    /** What a client that does not know RMIX sees. */
    static Status.Code status(Code code) {
        return switch (code) {
            case UNAVAILABLE, CLOSED -> Status.Code.UNAVAILABLE;
            case DEADLINE_EXCEEDED -> Status.Code.DEADLINE_EXCEEDED;
            case CANCELLED -> Status.Code.CANCELLED;
            case BUSY, TOO_LARGE -> Status.Code.RESOURCE_EXHAUSTED;
            case NO_SUCH_SERVICE -> Status.Code.NOT_FOUND;
            case NO_SUCH_METHOD, UNSUPPORTED -> Status.Code.UNIMPLEMENTED;
            case INVALID -> Status.Code.INVALID_ARGUMENT;
            case DENIED -> Status.Code.PERMISSION_DENIED;
            case SERVANT_FAILED -> Status.Code.UNKNOWN;
            case INTERNAL -> Status.Code.INTERNAL;
        };
    }

    /** What the status of a server that does not know RMIX means. */
    static Code code(Status.Code status) {
        return switch (status) {
            case UNAVAILABLE -> Code.UNAVAILABLE;
            case DEADLINE_EXCEEDED -> Code.DEADLINE_EXCEEDED;
            case CANCELLED -> Code.CANCELLED;
            case RESOURCE_EXHAUSTED -> Code.BUSY;
            case UNIMPLEMENTED -> Code.NO_SUCH_METHOD;
            case INVALID_ARGUMENT -> Code.INVALID;
            case PERMISSION_DENIED, UNAUTHENTICATED -> Code.DENIED;
            case UNKNOWN, NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE, DATA_LOSS ->
                Code.SERVANT_FAILED;
            case INTERNAL, OK -> Code.INTERNAL;
        };
    }

    /**
     * What may be concluded from a status that a server sent which does not know RMIX. The codes that gRPC's libraries never
     * make themselves come from the service's own code; a method that is not implemented was not entered.
     */
    static Outcome outcome(Status.Code status) {
        return switch (status) {
            case UNIMPLEMENTED -> Outcome.NOT_INVOKED;
            case INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE, DATA_LOSS ->
                Outcome.INVOKED;
            case UNAVAILABLE,
                    DEADLINE_EXCEEDED,
                    CANCELLED,
                    RESOURCE_EXHAUSTED,
                    PERMISSION_DENIED,
                    UNAUTHENTICATED,
                    UNKNOWN,
                    INTERNAL,
                    OK -> Outcome.UNKNOWN;
        };
    }

    /** The code in trailers, or null. */
    static @Nullable Code code(Metadata trailers) {
        return named(Code.values(), trailers.get(Wire.CODE));
    }

    /** The outcome in trailers, or null. */
    static @Nullable Outcome outcome(Metadata trailers) {
        return named(Outcome.values(), trailers.get(Wire.OUTCOME));
    }

    private static <E extends Enum<E>> @Nullable E named(E[] values, @Nullable String name) {
        for (E value : values) if (value.name().equals(name)) return value;
        return null;
    }

    /** Trailers of a refusal. */
    static Metadata trailers(Code code, Outcome outcome) {
        Metadata trailers = new Metadata();
        trailers.put(Wire.CODE, code.name());
        trailers.put(Wire.OUTCOME, outcome.name());
        return trailers;
    }
}
