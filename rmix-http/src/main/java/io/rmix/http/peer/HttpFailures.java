package io.rmix.http.peer;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.http.HttpAnswer;
import io.rmix.http.HttpExchangeException;
import io.rmix.http.xml.Printable;
import io.rmix.spi.OutboundCall;
import java.nio.charset.StandardCharsets;

/** What a caller learns of an exchange that brought no answer of the protocol. */
public final class HttpFailures {
    private static final int LONGEST_TEXT = 1 << 16;

    private HttpFailures() {}

    /** An answer that is not of the protocol: its status says what the caller may conclude. */
    public static InvocationException unexpected(OutboundCall call, HttpAnswer http) {
        String text = http.contentType().startsWith("text/") && http.body().length < LONGEST_TEXT
                ? ": " + Printable.of(new String(http.body(), StandardCharsets.UTF_8).strip())
                : "";
        String reason = "the server answered with HTTP status " + http.status()
                + (http.contentType().isEmpty() ? "" : " and " + Printable.of(http.contentType())) + text;
        return switch (http.status()) {
            case 404, 410 -> call.failure(Code.NO_SUCH_SERVICE, Outcome.NOT_INVOKED, reason, null);
            case 401, 403, 407 -> call.failure(Code.DENIED, Outcome.NOT_INVOKED, reason, null);
            case 413 -> call.failure(Code.TOO_LARGE, Outcome.NOT_INVOKED, reason, null);
            case 301, 302, 303, 305, 307, 308, 405, 411, 415, 417, 426, 431 ->
                call.failure(Code.UNSUPPORTED, Outcome.NOT_INVOKED, reason, null);
            case 503 -> call.failure(Code.BUSY, Outcome.UNKNOWN, reason, null);
            default -> call.failure(Code.INVALID, Outcome.UNKNOWN, reason, null);
        };
    }

    static InvocationException failure(OutboundCall call, HttpExchangeException e) {
        String reason = switch (e.kind()) {
            case BROKEN ->
                e.sent()
                        ? "the connection broke before the answer came: " + e.getMessage()
                        : "cannot connect: " + e.getMessage();
            case LATE -> "no answer before the deadline";
            case INTERRUPTED -> "interrupted while waiting for the answer";
            case CLOSED -> "the connection was closed before the answer came";
            case TOO_LARGE -> "the answer is too large: " + e.getMessage();
            case MALFORMED -> "the answer is no HTTP: " + e.getMessage();
        };
        return call.failure(code(e), outcome(e), reason, e);
    }

    static Code code(HttpExchangeException e) {
        return switch (e.kind()) {
            case BROKEN -> Code.UNAVAILABLE;
            case LATE -> Code.DEADLINE_EXCEEDED;
            case INTERRUPTED -> Code.CANCELLED;
            case CLOSED -> Code.CLOSED;
            case TOO_LARGE -> Code.TOO_LARGE;
            case MALFORMED -> Code.INVALID;
        };
    }

    static Outcome outcome(HttpExchangeException e) {
        if (!e.sent()) return Outcome.NOT_INVOKED;
        return e.kind() == HttpExchangeException.Kind.TOO_LARGE ? Outcome.INVOKED : Outcome.UNKNOWN;
    }
}
