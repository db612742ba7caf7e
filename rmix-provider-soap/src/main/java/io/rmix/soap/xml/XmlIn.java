package io.rmix.soap.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import io.rmix.contract.DecodeException;
import io.rmix.http.xml.Encodings;
import io.rmix.http.xml.MalformedXmlException;
import io.rmix.http.xml.Printable;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * A document being read, element by element. Document types, processing instructions and entities of the document's own are
 * refused; nothing outside the document is ever read. Not for use by two threads at once.
 */
final class XmlIn implements AutoCloseable {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final int MAX_ATTRIBUTES = 64;
    private static final int MAX_ATTRIBUTE_CHARS = 16 << 10;
    /** No element of ours takes fewer bytes: {@code <a></a>}. */
    private static final int SMALLEST_ELEMENT = 7;
    /** Elements around a value, and at most so many for each of its levels. */
    private static final int LEVELS_AROUND = 16;

    private static final int LEVELS_PER_LEVEL = 3;

    private final XMLStreamReader2 reader;
    private final int maxDepth;
    private int depth;

    /** Readers of one set of bounds. Safe for any thread. */
    static final class Factory {
        private final WstxInputFactory factory = new WstxInputFactory();
        private final int maxDepth;

        Factory(int maxBytes, int maxDepth) {
            this.maxDepth = maxDepth;
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, false);
            factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
            factory.setProperty(XMLInputFactory2.P_PRESERVE_LOCATION, false);
            factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
            factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_ATTRIBUTE_CHARS);
            factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, LEVELS_AROUND + LEVELS_PER_LEVEL * maxDepth);
            factory.setProperty(
                    WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) Math.max(1000, maxBytes / SMALLEST_ELEMENT));
        }

        /** @param encoding from the transport, or null to let the document say it */
        XmlIn open(byte[] document, int length, @Nullable String encoding) {
            try {
                InputStream source = new ByteArrayInputStream(document, 0, length);
                XMLStreamReader reader = encoding == null
                        ? factory.createXMLStreamReader(source)
                        : factory.createXMLStreamReader(source, encoding);
                XmlIn in = new XmlIn((XMLStreamReader2) reader, maxDepth);
                in.begin();
                return in;
            } catch (XMLStreamException e) {
                throw malformed(e);
            } catch (RuntimeException e) {
                throw e instanceof MalformedXmlException ? e : malformed(e);
            }
        }
    }

    private XmlIn(XMLStreamReader2 reader, int maxDepth) {
        this.reader = reader;
        this.maxDepth = maxDepth;
    }

    /** Moves to the root element. */
    private void begin() {
        String encoding = reader.getCharacterEncodingScheme();
        if (encoding != null && !Encodings.isAllowed(encoding))
            throw new MalformedXmlException("is in the encoding " + Printable.of(encoding) + "; use UTF-8");
        if (nextEvent() != XMLStreamConstants.START_ELEMENT) throw new MalformedXmlException("has no root element");
    }

    private static MalformedXmlException malformed(Exception e) {
        return new MalformedXmlException("is not well-formed: " + Printable.of(String.valueOf(e.getMessage())));
    }

    /** The next event that says something. */
    private int nextEvent() {
        while (true) {
            int event;
            try {
                event = reader.next();
            } catch (XMLStreamException | RuntimeException e) {
                throw malformed(e);
            }
            switch (event) {
                case XMLStreamConstants.DTD -> throw new MalformedXmlException("has a DOCTYPE, which is refused");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    throw new MalformedXmlException("has a processing instruction, which SOAP does not allow");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new MalformedXmlException("refers to an entity, which is refused");
                case XMLStreamConstants.COMMENT -> {}
                default -> {
                    return event;
                }
            }
        }
    }

    String name() {
        return reader.getLocalName();
    }

    String namespace() {
        String uri = reader.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    boolean is(String namespace, String name) {
        return name().equals(name) && namespace().equals(namespace);
    }

    @Nullable String attribute(String namespace, String name) {
        return reader.getAttributeCount() == 0 ? null : reader.getAttributeValue(namespace, name);
    }

    boolean isNil() {
        String nil = attribute(XSI, "nil");
        return nil != null && (nil.strip().equals("true") || nil.strip().equals("1"));
    }

    /** Moves to the next child of the element being read; at its end moves there and returns false. */
    boolean nextChild() {
        while (true) {
            switch (nextEvent()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                default -> {
                    if (!reader.isWhiteSpace()) throw new DecodeException("has text between its elements");
                }
            }
        }
    }

    /** The text of the element, to its end. */
    String text() {
        String first = "";
        StringBuilder all = null;
        while (nextText()) {
            if (all != null) {
                all.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            } else if (first.isEmpty()) {
                first = reader.getText();
            } else {
                all = new StringBuilder(first.length() + reader.getTextLength() + 64).append(first);
                all.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            }
        }
        return all == null ? first : all.toString();
    }

    /** The text of the element without the white space around it. */
    String token() {
        String text = text();
        return text.isEmpty() || text.charAt(0) > ' ' && text.charAt(text.length() - 1) > ' ' ? text : text.strip();
    }

    byte[] base64() {
        byte[] digits = new byte[256];
        int count = 0;
        while (nextText()) {
            char[] chars = reader.getTextCharacters();
            int start = reader.getTextStart();
            int length = reader.getTextLength();
            if (digits.length - count < length)
                digits = Arrays.copyOf(digits, Math.max(2 * digits.length, count + length));
            for (int i = start; i < start + length; i++) {
                char c = chars[i];
                if (c > ' ' && c < 0x80) digits[count++] = (byte) c;
                else if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
                    throw new DecodeException("is not base64: it has other characters");
            }
        }
        try {
            if (count % 4 != 0) throw new DecodeException("is not base64: it is cut off or not padded");
            byte[] exact = count == digits.length ? digits : Arrays.copyOf(digits, count);
            return Base64.getDecoder().decode(exact);
        } catch (IllegalArgumentException e) {
            throw new DecodeException("is not base64: " + e.getMessage());
        }
    }

    /** Moves to more text of the element; false at its end. */
    private boolean nextText() {
        return switch (nextEvent()) {
            case XMLStreamConstants.END_ELEMENT -> false;
            case XMLStreamConstants.START_ELEMENT ->
                throw new DecodeException("has an element, " + Printable.of(name()) + ", where text is expected");
            default -> true;
        };
    }

    /** To the end of the element, whatever is in it. */
    void skip() {
        for (int open = 1; open > 0; ) {
            int event = nextEvent();
            if (event == XMLStreamConstants.START_ELEMENT) open++;
            else if (event == XMLStreamConstants.END_ELEMENT) open--;
        }
    }

    /** After the root element: nothing may follow. */
    void end() {
        for (int event = nextEvent(); event != XMLStreamConstants.END_DOCUMENT; event = nextEvent()) {
            if (event == XMLStreamConstants.START_ELEMENT) throw new MalformedXmlException("goes on after its end");
        }
    }

    void enter() {
        if (++depth > maxDepth) throw new DecodeException("is nested deeper than " + maxDepth + " levels");
    }

    void leave() {
        depth--;
    }

    @Override
    public void close() {
        try {
            reader.closeCompletely();
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }
}
