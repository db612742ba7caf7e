package io.rmix.soap.xml;

import io.rmix.contract.EncodeException;
import io.rmix.http.xml.MalformedXmlException;
import io.rmix.http.xml.Printable;
import io.rmix.http.xml.XmlOut;
import io.rmix.spi.CallContext;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The parts of an envelope that every contract shares. */
final class Envelope {
    /** Namespace of RMIX's own header and fault detail. */
    static final String RMIX = "urn:rmix:v1";

    static final String CALL_CONTEXT = "CallContext";
    private static final int MAX_ENTRIES = 64;
    private static final byte[] CONTEXT_OPEN =
            bytes("<S:Header><r:CallContext xmlns:r=\"" + RMIX + "\" S:mustUnderstand=\"0\">");
    private static final byte[] CONTEXT_CLOSE = bytes("</r:CallContext></S:Header>");
    private static final TextElement CALL_ID = new TextElement("callId");
    private static final TextElement TIMEOUT = new TextElement("timeoutNanos");
    private static final TextElement KEY = new TextElement("key");
    private static final TextElement VALUE = new TextElement("value");
    private static final byte[] ENTRY_OPEN = bytes("<entry>");
    private static final byte[] ENTRY_CLOSE = bytes("</entry>");

    private Envelope() {}

    static byte[] bytes(String markup) {
        return markup.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] open(SoapVersion version) {
        return bytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?><S:Envelope xmlns:S=\"" + version.namespace() + "\">");
    }

    /** The header with a context, or nothing if the context says nothing. */
    static void writeContext(CallContext context, XmlOut out) {
        if (context.callId().isEmpty()
                && !context.hasDeadline()
                && context.entries().isEmpty()) return;
        out.raw(CONTEXT_OPEN);
        if (!context.callId().isEmpty()) CALL_ID.write(context.callId(), out);
        if (context.hasDeadline()) TIMEOUT.write(Long.toString(Math.max(1, context.remainingNanos())), out);
        for (Map.Entry<String, String> entry : context.entries().entrySet()) {
            try {
                out.raw(ENTRY_OPEN);
                KEY.write(entry.getKey(), out);
                VALUE.write(entry.getValue(), out);
                out.raw(ENTRY_CLOSE);
            } catch (EncodeException e) {
                throw e.within("context entry " + Printable.of(entry.getKey()));
            }
        }
        out.raw(CONTEXT_CLOSE);
    }

    /** Reads the envelope up to the start of its body; the reader is at the root element. */
    static Opened open(XmlIn in) {
        SoapVersion version = in.name().equals("Envelope") ? SoapVersion.of(in.namespace()) : null;
        if (version == null)
            throw new SoapRefusal(
                    SoapVersion.SOAP_11,
                    "VersionMismatch",
                    "the root element is not the Envelope of SOAP 1.1 or 1.2 but "
                            + Printable.of("{" + in.namespace() + "}" + in.name()));
        CallContext context = CallContext.EMPTY;
        boolean header = false;
        while (in.nextChild()) {
            if (in.is(version.namespace(), "Body")) return new Opened(version, context);
            if (header || !in.is(version.namespace(), "Header"))
                throw new MalformedXmlException("has " + Printable.of(in.name()) + " before its Body");
            header = true;
            context = readHeader(in, version);
        }
        throw new MalformedXmlException("has no Body");
    }

    /**
     * An envelope whose body comes next.
     *
     * @param version of the envelope
     * @param context from its header, or the empty one
     */
    record Opened(SoapVersion version, CallContext context) {}

    private static CallContext readHeader(XmlIn in, SoapVersion version) {
        CallContext context = CallContext.EMPTY;
        while (in.nextChild()) {
            if (in.is(RMIX, CALL_CONTEXT)) {
                context = readContext(in);
            } else {
                if (mustUnderstand(in, version))
                    throw new SoapRefusal(
                            version,
                            "MustUnderstand",
                            "the header " + Printable.of("{" + in.namespace() + "}" + in.name())
                                    + " is not understood");
                in.skip();
            }
        }
        return context;
    }

    private static boolean mustUnderstand(XmlIn in, SoapVersion version) {
        String must = in.attribute(version.namespace(), "mustUnderstand");
        return must != null && (must.strip().equals("1") || must.strip().equals("true"));
    }

    private static CallContext readContext(XmlIn in) {
        String callId = "";
        long deadline = CallContext.NO_DEADLINE;
        Map<String, String> entries = new HashMap<>();
        while (in.nextChild()) {
            switch (in.name()) {
                case "callId" -> callId = in.text();
                case "timeoutNanos" -> deadline = System.nanoTime() + timeout(in.token());
                case "entry" -> readEntry(in, entries);
                default -> in.skip();
            }
        }
        return new CallContext(callId, deadline, entries);
    }

    private static long timeout(String text) {
        try {
            return Math.max(0, Math.min(Long.parseLong(text), Long.MAX_VALUE / 4));
        } catch (NumberFormatException e) {
            throw new MalformedXmlException("has a timeoutNanos that is no number");
        }
    }

    private static void readEntry(XmlIn in, Map<String, String> entries) {
        if (entries.size() >= MAX_ENTRIES)
            throw new MalformedXmlException("has more than " + MAX_ENTRIES + " entries in its context");
        String key = "";
        String value = "";
        while (in.nextChild()) {
            switch (in.name()) {
                case "key" -> key = in.text();
                case "value" -> value = in.text();
                default -> in.skip();
            }
        }
        entries.put(key, value);
    }

    /** After the body's one element: the ends of body, envelope and document. */
    static void close(XmlIn in) {
        if (in.nextChild()) throw new MalformedXmlException("has more than one element in its Body");
        if (in.nextChild()) throw new MalformedXmlException("has " + Printable.of(in.name()) + " after its Body");
        in.end();
    }
}
