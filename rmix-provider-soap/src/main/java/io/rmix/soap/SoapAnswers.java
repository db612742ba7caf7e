package io.rmix.soap;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.DecodeException;
import io.rmix.http.HttpAnswer;
import io.rmix.http.HttpExchangeException;
import io.rmix.soap.xml.Answer;
import io.rmix.soap.xml.Encodings;
import io.rmix.soap.xml.MalformedXmlException;
import io.rmix.soap.xml.Printable;
import io.rmix.soap.xml.ServiceCodec;
import io.rmix.soap.xml.SoapVersion;
import io.rmix.spi.OutboundCall;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a caller gets of an answer, or of its lack. */
final class SoapAnswers {
    private SoapAnswers() {}

    /** The result, or an exception: declared, or with an outcome. */
    static @Nullable Object read(ServiceCodec codec, OutboundCall call, HttpAnswer http) throws Throwable {
        boolean success = http.status() >= 200 && http.status() < 300;
        if (success && http.body().length == 0) {
            if (call.operation().result().isVoid()) return null;
            throw call.failure(Code.INVALID, Outcome.INVOKED, "the answer is empty; a result is expected", null);
        }
        if (SoapVersion.ofContentType(http.contentType()) == null) throw notSoap(call, http);
        Answer answer;
        try {
            answer = codec.readAnswer(
                    call.operation(), http.body(), http.body().length, Encodings.of(http.contentType()));
        } catch (DecodeException | MalformedXmlException e) {
            Outcome outcome = success ? Outcome.INVOKED : Outcome.UNKNOWN;
            throw call.failure(Code.INVALID, outcome, "the answer " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw call.failure(Code.INVALID, Outcome.UNKNOWN, "the answer is not understood: " + e.getMessage(), e);
        }
        if (answer instanceof Answer.Result result) return result.value();
        if (answer instanceof Answer.Declared declared) throw declared.exception();
        if (answer instanceof Answer.Refused refused)
            throw call.failure(refused.code(), refused.outcome(), refused.reason(), null);
        throw foreign(call, (Answer.Foreign) answer);
    }

    /** A fault of a server that does not say how far the call came. */
    private static InvocationException foreign(OutboundCall call, Answer.Foreign fault) {
        String reason = "fault " + Printable.of(fault.code()) + ": " + fault.reason();
        return switch (fault.code()) {
            case "VersionMismatch", "MustUnderstand", "DataEncodingUnknown" ->
                call.failure(Code.UNSUPPORTED, Outcome.NOT_INVOKED, reason, null);
            case "Client", "Sender" -> call.failure(Code.INVALID, Outcome.UNKNOWN, reason, null);
            default -> call.failure(Code.SERVANT_FAILED, Outcome.INVOKED, reason, null);
        };
    }

    private static InvocationException notSoap(OutboundCall call, HttpAnswer http) {
        String text = http.contentType().startsWith("text/") && http.body().length < 1 << 16
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
