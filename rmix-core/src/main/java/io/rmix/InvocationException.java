package io.rmix;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An invocation failed for a reason that the contract does not declare. {@link #outcome()} says what the caller may conclude;
 * message, endpoint, service and method say where it happened.
 */
public final class InvocationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why an invocation failed. */
    public enum Code {
        /** The peer cannot be reached or the connection broke. */
        UNAVAILABLE,
        /** The deadline passed first. */
        DEADLINE_EXCEEDED,
        /** The caller cancelled. */
        CANCELLED,
        /** The peer, a lane or this process has no room for another call now. */
        BUSY,
        /** Request or answer is larger than a limit on its way. */
        TOO_LARGE,
        /** The peer has no such service. */
        NO_SUCH_SERVICE,
        /** The service has no such method. */
        NO_SUCH_METHOD,
        /** An argument or result breaks the contract, or bytes could not be decoded. */
        INVALID,
        /** The protocol cannot carry this value or feature. */
        UNSUPPORTED,
        /** The caller is not allowed to call. */
        DENIED,
        /** The servant threw an exception that its contract does not declare; its log has the details. */
        SERVANT_FAILED,
        /** This side is closed or closing. */
        CLOSED,
        /** A fault of RMIX or of a protocol library. */
        INTERNAL
    }

    private final Code code;
    private final Outcome outcome;
    private final @Nullable Endpoint endpoint;
    private final String service;
    private final String method;

    /**
     * A failure, whose message puts all of it together.
     *
     * @param endpoint where the call went, or null if it did not get as far
     * @param service exported name of the object
     * @param method name of the operation
     * @param reason for people
     * @param cause what was met, or null
     */
    public InvocationException(
            Code code,
            Outcome outcome,
            @Nullable Endpoint endpoint,
            String service,
            String method,
            String reason,
            @Nullable Throwable cause) {
        super(text(code, outcome, endpoint, service, method, reason), cause);
        this.code = Objects.requireNonNull(code);
        this.outcome = Objects.requireNonNull(outcome);
        this.endpoint = endpoint;
        this.service = service;
        this.method = method;
    }

    private static String text(
            Code code, Outcome outcome, @Nullable Endpoint endpoint, String service, String method, String reason) {
        String where = endpoint == null ? service : endpoint.address() + "/" + service;
        return where + " " + method + ": " + reason + " [" + code + ", " + outcome + "]";
    }

    /** Why it failed. */
    public Code code() {
        return code;
    }

    /** What the caller may conclude about whether the servant was invoked. */
    public Outcome outcome() {
        return outcome;
    }

    /** Where the call went, or null if it did not get as far as an endpoint. */
    public @Nullable Endpoint endpoint() {
        return endpoint;
    }

    /** Exported name of the object. */
    public String service() {
        return service;
    }

    /** Name of the operation. */
    public String method() {
        return method;
    }
}
