package io.rmix.xmlrpc.xml;

import io.rmix.http.xml.MalformedXmlException;
import io.rmix.http.xml.Printable;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.ws.commons.util.NamespaceContextImpl;
import org.apache.xmlrpc.common.TypeFactory;
import org.apache.xmlrpc.common.XmlRpcStreamConfig;
import org.apache.xmlrpc.parser.AtomicParser;
import org.apache.xmlrpc.parser.BooleanParser;
import org.apache.xmlrpc.parser.I4Parser;
import org.apache.xmlrpc.parser.ObjectArrayParser;
import org.apache.xmlrpc.parser.StringParser;
import org.apache.xmlrpc.parser.TypeParser;
import org.apache.xmlrpc.serializer.BooleanSerializer;
import org.apache.xmlrpc.serializer.DoubleSerializer;
import org.apache.xmlrpc.serializer.I4Serializer;
import org.apache.xmlrpc.serializer.ListSerializer;
import org.apache.xmlrpc.serializer.MapSerializer;
import org.apache.xmlrpc.serializer.StringSerializer;
import org.apache.xmlrpc.serializer.TypeSerializer;
import org.apache.xmlrpc.serializer.TypeSerializerImpl;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * The types of XML-RPC and no others: Boolean, Integer, Double, String, byte[], Instant (read only), List (read as Object[]) and Map
 * with String keys. The library's own factory would read and write more.
 */
public final class Types implements TypeFactory {
    static final Types FACTORY = new Types();

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("[uuuuMMdd][uuuu-MM-dd]'T'HH:mm:ss");
    private static final int LONGEST_DATE = 32;
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");
    private static final TypeSerializer BYTES = new TypeSerializerImpl() {
        @Override
        public void write(ContentHandler handler, Object value) throws SAXException {
            write(handler, Tag.BASE64.element(), Base64.getEncoder().encodeToString((byte[]) value));
        }
    };

    private Types() {}

    @Override
    public @Nullable TypeSerializer getSerializer(XmlRpcStreamConfig config, Object value) {
        if (value instanceof String) return new StringSerializer();
        if (value instanceof Integer) return new I4Serializer();
        if (value instanceof Boolean) return new BooleanSerializer();
        if (value instanceof Double) return new DoubleSerializer();
        if (value instanceof byte[]) return BYTES;
        if (value instanceof List) return new ListSerializer(this, config);
        return value instanceof Map ? new MapSerializer(this, config) : null;
    }

    @Override
    public @Nullable TypeParser getParser(
            XmlRpcStreamConfig config, NamespaceContextImpl context, String uri, String name) {
        Tag tag = Tag.of(name);
        if (tag == null) return null;
        return switch (tag) {
            case I4, INT -> new I4Parser();
            case BOOLEAN -> new BooleanParser();
            case STRING -> new StringParser();
            case DOUBLE -> new Atom(Types::parseDouble);
            case BASE64 -> new Atom(Types::parseBase64);
            case DATE -> new Atom(Types::parseDate);
            case ARRAY -> new ObjectArrayParser(config, context, this);
            case STRUCT -> new StructParser(config, context, this);
            default -> null;
        };
    }

    /** A type whose values are text. */
    private static final class Atom extends AtomicParser {
        private final Function<String, Object> parser;

        Atom(Function<String, Object> parser) {
            this.parser = parser;
        }

        @Override
        protected void setResult(String text) {
            setResult(parser.apply(text));
        }
    }

    private static Object parseDouble(String text) {
        String token = text.strip();
        switch (token) {
            case "NaN", "nan":
                return Double.NaN;
            case "Infinity", "inf":
                return Double.POSITIVE_INFINITY;
            case "-Infinity", "-inf":
                return Double.NEGATIVE_INFINITY;
            default:
                for (int i = 0; i < token.length(); i++)
                    if ("+-.0123456789eE".indexOf(token.charAt(i)) < 0) throw malformed("double", token);
                try {
                    return Double.valueOf(token);
                } catch (NumberFormatException e) {
                    throw malformed("double", token);
                }
        }
    }

    private static Object parseBase64(String text) {
        String digits = SPACE.matcher(text).find() ? SPACE.matcher(text).replaceAll("") : text;
        try {
            if (digits.length() % 4 != 0) throw malformed("base64", text);
            return Base64.getDecoder().decode(digits);
        } catch (IllegalArgumentException e) {
            throw malformed("base64", text);
        }
    }

    /** XML-RPC says nothing of zones: UTC is what we take it for. */
    private static Object parseDate(String text) {
        String token = text.strip();
        if (token.length() > LONGEST_DATE) throw malformed("dateTime.iso8601", token);
        try {
            String utc = token.endsWith("Z") ? token.substring(0, token.length() - 1) : token;
            return LocalDateTime.parse(utc, DATE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw malformed("dateTime.iso8601", token);
        }
    }

    private static MalformedXmlException malformed(String type, String text) {
        return new MalformedXmlException("has a " + type + " that is none: " + Printable.of(text));
    }
}
