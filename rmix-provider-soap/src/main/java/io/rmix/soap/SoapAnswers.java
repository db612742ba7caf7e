package io.rmix.soap;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.DecodeException;
import io.rmix.http.HttpAnswer;
import io.rmix.http.peer.HttpFailures;
import io.rmix.http.xml.Encodings;
import io.rmix.http.xml.MalformedXmlException;
import io.rmix.http.xml.Printable;
import io.rmix.soap.xml.Answer;
import io.rmix.soap.xml.ServiceCodec;
import io.rmix.soap.xml.SoapVersion;
import io.rmix.spi.OutboundCall;
import org.jspecify.annotations.Nullable;

/** What a caller gets of an answer. */
final class SoapAnswers {
    private SoapAnswers() {}

    /** The result, or an exception: declared, or with an outcome. */
    static @Nullable Object read(ServiceCodec codec, OutboundCall call, HttpAnswer http) throws Throwable {
        boolean success = http.status() >= 200 && http.status() < 300;
        if (success && http.body().length == 0) {
            if (call.operation().result().isVoid()) return null;
            throw call.failure(Code.INVALID, Outcome.INVOKED, "the answer is empty; a result is expected", null);
        }
        if (SoapVersion.ofContentType(http.contentType()) == null) throw HttpFailures.unexpected(call, http);
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
}
