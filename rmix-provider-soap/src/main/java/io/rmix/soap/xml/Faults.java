package io.rmix.soap.xml;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.ExceptionType;
import io.rmix.http.xml.Printable;
import io.rmix.http.xml.XmlOut;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Faults of both versions of SOAP. RMIX's own have a detail element {@code {urn:rmix:v1}Refusal} with code and outcome. */
public final class Faults {
    private static final String REFUSAL = "Refusal";
    private static final byte[] REFUSAL_OPEN = Envelope.bytes("<r:" + REFUSAL + " xmlns:r=\"" + Envelope.RMIX + "\">");
    private static final byte[] REFUSAL_CLOSE = Envelope.bytes("</r:" + REFUSAL + ">");
    private static final TextElement CODE = new TextElement("code");
    private static final TextElement OUTCOME = new TextElement("outcome");
    private static final int LONGEST = 64 << 10;

    private static final byte[] OPEN_11 = Envelope.bytes("<S:Fault><faultcode>S:");
    private static final byte[] STRING_11 = Envelope.bytes("</faultcode><faultstring>");
    private static final byte[] DETAIL_11 = Envelope.bytes("</faultstring><detail>");
    private static final byte[] CLOSE_11 = Envelope.bytes("</detail></S:Fault>");

    private static final byte[] OPEN_12 = Envelope.bytes("<S:Fault><S:Code><S:Value>S:");
    private static final byte[] STRING_12 = Envelope.bytes("</S:Value></S:Code><S:Reason><S:Text xml:lang=\"en\">");
    private static final byte[] DETAIL_12 = Envelope.bytes("</S:Text></S:Reason><S:Detail>");
    private static final byte[] CLOSE_12 = Envelope.bytes("</S:Detail></S:Fault>");

    private Faults() {}

    /** Everything up to the content of the detail. */
    static void open(SoapVersion version, String code, String reason, XmlOut out) {
        boolean v11 = version == SoapVersion.SOAP_11;
        out.raw(Markup.open(version));
        out.raw(Markup.BODY_OPEN);
        out.raw(v11 ? OPEN_11 : OPEN_12);
        out.ascii(code);
        out.raw(v11 ? STRING_11 : STRING_12);
        out.text(reason);
        out.raw(v11 ? DETAIL_11 : DETAIL_12);
    }

    /** Everything after the content of the detail. */
    static void close(SoapVersion version, XmlOut out) {
        out.raw(version == SoapVersion.SOAP_11 ? CLOSE_11 : CLOSE_12);
        out.raw(Markup.CLOSE);
    }

    /** Text for people; the exception itself is in the detail. */
    static String text(ExceptionType type, Throwable exception) {
        String message = exception.getMessage();
        return message == null || message.isEmpty() ? type.name() : Printable.of(message);
    }

    /** An envelope with a fault of RMIX's own. */
    public static XmlOut refusal(SoapVersion version, Code code, Outcome outcome, String reason) {
        return fault(version, version.faultCode(isSenders(code)), code, outcome, reason);
    }

    /** As {@link #refusal}, with a fault code that SOAP itself asks for. */
    public static XmlOut refusal(SoapRefusal refused) {
        return fault(
                refused.version(),
                refused.faultCode(),
                Code.UNSUPPORTED,
                Outcome.NOT_INVOKED,
                String.valueOf(refused.getMessage()));
    }

    private static XmlOut fault(SoapVersion version, String fault, Code code, Outcome outcome, String reason) {
        XmlOut out = new XmlOut(LONGEST, 2);
        open(version, fault, reason.length() <= 1000 ? plain(reason) : plain(reason.substring(0, 1000)), out);
        out.raw(REFUSAL_OPEN);
        CODE.write(code.name(), out);
        OUTCOME.write(outcome.name(), out);
        out.raw(REFUSAL_CLOSE);
        close(version, out);
        return out;
    }

    /** A reason may quote what came in. */
    private static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c < ' ' && c != '\n' || Character.isSurrogate(c) || c >= 0xFFFE ? '?' : c);
        }
        return out.toString();
    }

    /** Whether the fault code says that the message was wrong. */
    public static boolean isSenders(Code code) {
        return switch (code) {
            case NO_SUCH_SERVICE, NO_SUCH_METHOD, INVALID, DENIED, TOO_LARGE, UNSUPPORTED -> true;
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, BUSY, SERVANT_FAILED, CLOSED, INTERNAL -> false;
        };
    }

    /**
     * Reads a fault, from its start to its end.
     *
     * @param declared reads a detail element, or returns null and leaves it
     */
    static Answer read(XmlIn in, SoapVersion version, Function<XmlIn, @Nullable Throwable> declared) {
        String code = "";
        String reason = "";
        Answer detail = null;
        while (in.nextChild()) {
            switch (in.name()) {
                case "faultcode" -> code = in.token();
                case "faultstring" -> reason = in.text();
                case "Code" -> code = firstChild(in, "Value");
                case "Reason" -> reason = firstChild(in, "Text");
                case "detail", "Detail" -> detail = readDetail(in, declared);
                default -> in.skip();
            }
        }
        if (detail instanceof Answer.Refused refused)
            return new Answer.Refused(refused.code(), refused.outcome(), reason);
        if (detail != null) return detail;
        return new Answer.Foreign(code.substring(code.indexOf(':') + 1), Printable.of(reason));
    }

    private static String firstChild(XmlIn in, String name) {
        String text = "";
        while (in.nextChild()) {
            if (in.name().equals(name) && text.isEmpty()) text = in.token();
            else in.skip();
        }
        return text;
    }

    private static @Nullable Answer readDetail(XmlIn in, Function<XmlIn, @Nullable Throwable> declared) {
        Answer answer = null;
        while (in.nextChild()) {
            if (answer != null) {
                in.skip();
            } else if (in.is(Envelope.RMIX, REFUSAL)) {
                answer = readRefusal(in);
            } else {
                Throwable thrown = declared.apply(in);
                if (thrown == null) in.skip();
                else answer = new Answer.Declared(thrown);
            }
        }
        return answer;
    }

    private static @Nullable Answer readRefusal(XmlIn in) {
        String code = "";
        String outcome = "";
        while (in.nextChild()) {
            switch (in.name()) {
                case "code" -> code = in.token();
                case "outcome" -> outcome = in.token();
                default -> in.skip();
            }
        }
        for (Code known : Code.values())
            for (Outcome certain : Outcome.values())
                if (known.name().equals(code) && certain.name().equals(outcome))
                    return new Answer.Refused(known, certain, "");
        return null;
    }
}
