package io.rmix.xmlrpc.xml;

import io.rmix.http.xml.MalformedXmlException;
import io.rmix.http.xml.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.apache.xmlrpc.common.XmlRpcHttpRequestConfigImpl;
import org.apache.xmlrpc.parser.TypeParser;
import org.apache.xmlrpc.parser.XmlRpcRequestParser;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXNotSupportedException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads documents with the library's parsers, behind a {@link Gate}, from XML readers of its own: the library's static factory is
 * neither used nor changed. Thread safe.
 */
public final class DocumentReader {
    /** Extensions are off. */
    static final XmlRpcHttpRequestConfigImpl CONFIG = new XmlRpcHttpRequestConfigImpl();

    private static final SAXParserFactory FACTORY = factory();
    private static final String ATTRIBUTE_LIMIT = "http://www.oracle.com/xml/jaxp/properties/elementAttributeLimit";
    private static final String NAME_LIMIT = "http://www.oracle.com/xml/jaxp/properties/maxXMLNameLimit";
    private static final String DEPTH_LIMIT = "http://www.oracle.com/xml/jaxp/properties/maxElementDepth";
    private static final int MAX_IDLE = 64;
    /** Elements around a value. */
    private static final int LEVELS_AROUND = 8;
    /** Elements for each level of a value, at most: value, array, data, value, struct, member. */
    private static final int LEVELS_PER_LEVEL = 6;

    private final int maxDepth;
    private final ConcurrentLinkedQueue<XMLReader> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger idleCount = new AtomicInteger();

    /** @param maxDepth deepest value */
    public DocumentReader(int maxDepth) {
        this.maxDepth = LEVELS_AROUND + LEVELS_PER_LEVEL * maxDepth;
    }

    /**
     * A request.
     *
     * @param method whatever is in methodName, without white space around it
     * @param arguments as {@link Types} makes them
     */
    public record Request(String method, List<?> arguments) {}

    /** A response. */
    public sealed interface Response {
        /**
         * The call succeeded.
         *
         * @param value as {@link Types} makes it; null if there is none, as some give it for no result
         */
        record Result(@Nullable Object value) implements Response {}

        /** The server says why not. */
        record Fault(int code, String text) implements Response {}
    }

    /** @throws MalformedXmlException if it is no request */
    public Request readRequest(byte[] bytes, int length, @Nullable String encoding) {
        XmlRpcRequestParser parser = new XmlRpcRequestParser(CONFIG, Types.FACTORY);
        parse(bytes, length, encoding, parser);
        List<?> arguments = parser.getParams();
        return new Request(parser.getMethodName().strip(), arguments == null ? List.of() : arguments);
    }

    /** @throws MalformedXmlException if it is no response */
    public Response readResponse(byte[] bytes, int length, @Nullable String encoding) {
        ResponseParser parser = new ResponseParser();
        parse(bytes, length, encoding, parser);
        return parser.response();
    }

    private void parse(byte[] bytes, int length, @Nullable String encoding, TypeParser parser) {
        XMLReader reader = acquire();
        Gate gate = new Gate(parser, maxDepth);
        reader.setContentHandler(gate);
        reader.setErrorHandler(gate);
        reader.setEntityResolver(gate);
        InputSource source = new InputSource(new ByteArrayInputStream(bytes, 0, length));
        if (encoding != null) source.setEncoding(encoding);
        try {
            reader.parse(source);
        } catch (SAXException | IOException e) {
            throw new MalformedXmlException("is no XML-RPC: " + Printable.of(String.valueOf(e.getMessage())));
        }
        // A reader keeps the names that it has seen: one that met unknown ones is not used again.
        release(reader);
    }

    private XMLReader acquire() {
        XMLReader reader = idle.poll();
        if (reader != null) {
            idleCount.decrementAndGet();
            return reader;
        }
        try {
            synchronized (FACTORY) {
                reader = FACTORY.newSAXParser().getXMLReader();
            }
            reader.setProperty(ATTRIBUTE_LIMIT, "16");
            reader.setProperty(NAME_LIMIT, "256");
            // JDK 24 and later have one of 100, which is less than ours; the gate says what is too deep, and where.
            reader.setProperty(DEPTH_LIMIT, String.valueOf(maxDepth + 1));
            return reader;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("no XML parser", e);
        }
    }

    private void release(XMLReader reader) {
        DefaultHandler nobody = new DefaultHandler();
        reader.setContentHandler(nobody);
        reader.setErrorHandler(nobody);
        reader.setEntityResolver(nobody);
        if (idleCount.incrementAndGet() <= MAX_IDLE) idle.offer(reader);
        else idleCount.decrementAndGet();
    }

    /** The JDK's own, whatever is on the class path or in the properties of the process. */
    private static SAXParserFactory factory() {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        } catch (ParserConfigurationException | SAXNotRecognizedException | SAXNotSupportedException e) {
            throw new IllegalStateException("the XML parser cannot be made safe", e);
        }
        return factory;
    }
}
