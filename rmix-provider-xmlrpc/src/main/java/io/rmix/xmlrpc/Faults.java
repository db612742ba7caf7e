package io.rmix.xmlrpc;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.Operation;
import io.rmix.http.xml.Printable;
import io.rmix.http.xml.XmlOut;
import io.rmix.spi.OutboundCall;
import io.rmix.xmlrpc.value.ServiceCodec;
import io.rmix.xmlrpc.xml.DocumentReader.Response.Fault;
import io.rmix.xmlrpc.xml.DocumentWriter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Faults: a code, and a text for people. For RMIX peers a last line follows the text: {@code rmix-exception: Name base64} with the
 * exception's encoding, or {@code rmix-refusal: CODE OUTCOME}.
 */
final class Faults {
    private static final String EXCEPTION = "\nrmix-exception: ";
    private static final String REFUSAL = "\nrmix-refusal: ";
    private static final int LONGEST_REFUSAL = 64 << 10;
    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_NAME = 256;

    // Of the specification for fault code interoperability.
    static final int NOT_WELL_FORMED = -32700;
    private static final int NO_SUCH_METHOD = -32601;
    private static final int INVALID_PARAMETERS = -32602;
    private static final int INTERNAL = -32603;
    private static final int APPLICATION = -32500;
    private static final int SYSTEM = -32400;

    private Faults() {}

    /** The code of a refusal. */
    static int faultCode(Code code) {
        return switch (code) {
            case NO_SUCH_SERVICE, NO_SUCH_METHOD -> NO_SUCH_METHOD;
            case INVALID, TOO_LARGE, UNSUPPORTED -> INVALID_PARAMETERS;
            case SERVANT_FAILED -> APPLICATION;
            case INTERNAL -> INTERNAL;
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, BUSY, DENIED, CLOSED -> SYSTEM;
        };
    }

    static XmlOut refusal(int faultCode, Code code, Outcome outcome, String reason, boolean toPeer) {
        String text = Printable.of(reason, LONGEST_REASON);
        XmlOut out = new XmlOut(LONGEST_REFUSAL, 1);
        new DocumentWriter(out).fault(faultCode, toPeer ? text + REFUSAL + code + " " + outcome : text);
        return out;
    }

    /**
     * Writes a fault for a declared exception; its code is its place in the throws clause, from 1.
     *
     * @throws EncodeException if it cannot be sent
     */
    static void exception(
            ServiceCodec codec,
            Operation operation,
            ExceptionType type,
            Throwable exception,
            boolean toPeer,
            XmlOut out) {
        String message = exception.getMessage();
        String text = type.name() + (message == null || message.isEmpty() ? "" : ": " + Printable.of(message));
        if (toPeer) {
            byte[] encoded = codec.exception(type).encode(exception);
            text += EXCEPTION + type.name() + " " + Base64.getEncoder().encodeToString(encoded);
        }
        new DocumentWriter(out).fault(1 + operation.exceptions().indexOf(type), text);
    }

    /** What a caller gets of a fault: a declared exception, or one with an outcome. */
    static Throwable read(ServiceCodec codec, OutboundCall call, Fault fault) {
        String text = fault.text();
        int line = text.lastIndexOf('\n');
        if (line >= 0 && text.startsWith(EXCEPTION, line)) {
            Throwable declared = declared(codec, call, text.substring(line + EXCEPTION.length()));
            if (declared != null) return declared;
        }
        if (line >= 0 && text.startsWith(REFUSAL, line)) {
            Throwable refused = refused(call, text.substring(0, line), text.substring(line + REFUSAL.length()));
            if (refused != null) return refused;
        }
        return foreign(call, fault);
    }

    private static @Nullable Throwable declared(ServiceCodec codec, OutboundCall call, String typed) {
        int space = typed.indexOf(' ');
        if (space < 0 || space > LONGEST_NAME) return null;
        ExceptionType type = call.operation().exception(typed.substring(0, space));
        if (type == null) return null;
        try {
            return codec.exception(type).decode(Base64.getDecoder().decode(typed.substring(space + 1)));
        } catch (DecodeException | IllegalArgumentException e) {
            return call.failure(
                    Code.INVALID, Outcome.INVOKED, "the exception " + type.name() + " " + e.getMessage(), e);
        }
    }

    private static @Nullable Throwable refused(OutboundCall call, String reason, String said) {
        for (Code code : Code.values())
            for (Outcome outcome : Outcome.values())
                if (said.equals(code + " " + outcome))
                    return call.failure(code, outcome, Printable.of(reason, LONGEST_REASON), null);
        return null;
    }

    /** A fault of a server that does not say how far the call came. */
    private static Throwable foreign(OutboundCall call, Fault fault) {
        String reason = "fault " + fault.code() + ": " + Printable.of(fault.text());
        return switch (fault.code()) {
            case NO_SUCH_METHOD -> call.failure(Code.NO_SUCH_METHOD, Outcome.UNKNOWN, reason, null);
            case NOT_WELL_FORMED, NOT_WELL_FORMED + 1, NOT_WELL_FORMED + 2, -32600, INVALID_PARAMETERS ->
                call.failure(Code.INVALID, Outcome.UNKNOWN, reason, null);
            default -> call.failure(Code.SERVANT_FAILED, Outcome.INVOKED, reason, null);
        };
    }
}
