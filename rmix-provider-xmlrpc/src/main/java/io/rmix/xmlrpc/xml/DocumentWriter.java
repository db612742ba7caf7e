package io.rmix.xmlrpc.xml;

import io.rmix.http.xml.XmlOut;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.xmlrpc.XmlRpcRequest;
import org.apache.xmlrpc.XmlRpcRequestConfig;
import org.apache.xmlrpc.serializer.XmlRpcWriter;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Writes documents with the library's serializers into a bounded message. Its methods throw
 * {@link io.rmix.contract.EncodeException} if the message grows too large or a text has a character that XML cannot carry.
 */
public final class DocumentWriter {
    private static final byte[] DECLARATION = bytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    private static final Map<Tag, byte[]> OPEN = new EnumMap<>(Tag.class);
    private static final Map<Tag, byte[]> CLOSE = new EnumMap<>(Tag.class);

    static {
        for (Tag tag : Tag.values()) {
            OPEN.put(tag, bytes("<" + tag.element() + ">"));
            CLOSE.put(tag, bytes("</" + tag.element() + ">"));
        }
    }

    private final XmlOut out;
    private final XmlRpcWriter writer;
    private int params;

    /** Into a message, which is empty. */
    public DocumentWriter(XmlOut out) {
        this.out = out;
        this.writer = new XmlRpcWriter(DocumentReader.CONFIG, new Markup(), Types.FACTORY);
    }

    private static byte[] bytes(String markup) {
        return markup.getBytes(StandardCharsets.US_ASCII);
    }

    /** Parameters that have been begun. */
    public int params() {
        return params;
    }

    /** @param arguments of {@link Types} */
    public void request(String method, List<?> arguments) {
        run(() -> writer.write(new Request(method, arguments)));
    }

    /** @param result of {@link Types} */
    public void result(Object result) {
        run(() -> writer.write((XmlRpcRequestConfig) DocumentReader.CONFIG, result));
    }

    public void fault(int code, String text) {
        run(() -> writer.write(DocumentReader.CONFIG, code, text));
    }

    private interface Writing {
        void run() throws SAXException;
    }

    private static void run(Writing writing) {
        try {
            writing.run();
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request as the library wants it. */
    private record Request(String method, List<?> arguments) implements XmlRpcRequest {
        @Override
        public XmlRpcRequestConfig getConfig() {
            return DocumentReader.CONFIG;
        }

        @Override
        public String getMethodName() {
            return method;
        }

        @Override
        public int getParameterCount() {
            return arguments.size();
        }

        @Override
        public Object getParameter(int index) {
            return arguments.get(index);
        }
    }

    private final class Markup extends DefaultHandler {
        @Override
        public void startDocument() {
            out.raw(DECLARATION);
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) {
            Tag tag = Objects.requireNonNull(Tag.of(name));
            if (tag == Tag.PARAM) params++;
            out.raw(Objects.requireNonNull(OPEN.get(tag)));
        }

        @Override
        public void endElement(String uri, String name, String qualified) {
            out.raw(Objects.requireNonNull(CLOSE.get(Objects.requireNonNull(Tag.of(name)))));
        }

        @Override
        public void characters(char[] chars, int start, int length) {
            out.text(new String(chars, start, length));
        }
    }
}
