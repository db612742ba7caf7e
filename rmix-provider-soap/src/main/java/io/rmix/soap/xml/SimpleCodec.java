package io.rmix.soap.xml;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.rmix.contract.DecodeException;
import io.rmix.contract.EnumType;
import io.rmix.contract.MessageType;
import io.rmix.contract.SimpleType;
import io.rmix.http.xml.Printable;
import io.rmix.http.xml.XmlOut;
import io.rmix.http.xml.XmlTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * A type whose values are text.
 *
 * @param type Java class of the values
 * @param writer puts the text
 * @param reader gets the value out of the element
 * @param whenAbsent the value of an element that is not there
 */
record SimpleCodec<T>(Class<T> type, Writer<T> writer, Function<XmlIn, T> reader, Function<Void, T> whenAbsent)
        implements ValueCodec {

    /** Writes a value that has been checked. */
    @FunctionalInterface
    interface Writer<T> {
        void write(T value, XmlOut out);
    }

    static final ValueCodec BOOLEAN = ascii(Boolean.class, false, SimpleCodec::parseBoolean);
    static final ValueCodec INT = ascii(Integer.class, 0, text -> Math.toIntExact(parseLong(text, Integer.SIZE)));
    static final ValueCodec LONG = ascii(Long.class, 0L, text -> parseLong(text, Long.SIZE));
    static final ValueCodec DOUBLE =
            of(Double.class, (value, out) -> out.ascii(formatDouble(value)), in -> parseDouble(in.token()), 0.0);
    static final ValueCodec STRING = of(String.class, (value, out) -> out.text(value), XmlIn::text, "");
    static final ValueCodec BYTES =
            new SimpleCodec<>(byte[].class, (value, out) -> out.base64(value), XmlIn::base64, v -> new byte[0]);
    static final ValueCodec INSTANT = of(
            Instant.class,
            (value, out) -> {
                SimpleType.INSTANT.check(value);
                out.ascii(value.toString());
            },
            in -> XmlTimes.parseInstant(in.token()),
            Instant.EPOCH);
    static final ValueCodec DURATION = of(
            Duration.class,
            (value, out) -> {
                SimpleType.DURATION.check(value);
                out.ascii(XmlTimes.format(value));
            },
            in -> XmlTimes.parseDuration(in.token()),
            Duration.ZERO);

    static ValueCodec enumeration(EnumType type) {
        return new SimpleCodec<>(
                Enum.class, (value, out) -> out.text(value.name()), in -> constant(type, in.token()), v -> {
                    throw new DecodeException("is absent: no constant of " + type.name() + " stands for that");
                });
    }

    private static Enum<?> constant(EnumType type, String name) {
        Enum<?> constant = type.constant(name);
        if (constant == null)
            throw new DecodeException("is " + Printable.of(name) + ", which is no constant of " + type.name());
        return constant;
    }

    /** A protobuf message, as the base64 of its encoding. */
    static ValueCodec message(MessageType type) {
        return new SimpleCodec<>(
                Message.class,
                (value, out) -> {
                    type.check(value);
                    out.base64(value.toByteArray());
                },
                in -> parse(type, in.base64()),
                v -> type.defaultInstance());
    }

    private static Message parse(MessageType type, byte[] bytes) {
        try {
            return type.parser().parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new DecodeException("is no " + type.descriptor().getFullName() + ": " + e.getMessage(), e);
        }
    }

    private static <T> ValueCodec of(Class<T> type, Writer<T> writer, Function<XmlIn, T> reader, T absent) {
        return new SimpleCodec<>(type, writer, reader, v -> absent);
    }

    private static <T> ValueCodec ascii(Class<T> type, T absent, Function<String, T> parser) {
        return of(type, (value, out) -> out.ascii(value.toString()), in -> parser.apply(in.token()), absent);
    }

    @Override
    public void write(Object value, XmlOut out) {
        writer.write(ValueCodec.require(value, type), out);
    }

    @Override
    public Object read(XmlIn in) {
        return reader.apply(in);
    }

    @Override
    public Object absent() {
        return whenAbsent.apply(null);
    }

    private static boolean parseBoolean(String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new DecodeException("is " + Printable.of(text) + ", not true, false, 1 or 0");
        };
    }

    private static long parseLong(String text, int bits) {
        try {
            for (int i = 0; i < text.length(); i++) if (text.charAt(i) > '9') throw new NumberFormatException();
            return bits == Integer.SIZE ? Integer.parseInt(text) : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new DecodeException("is " + Printable.of(text) + ", no number of " + bits + " bits");
        }
    }

    private static String formatDouble(double value) {
        if (Double.isNaN(value)) return "NaN";
        if (Double.isInfinite(value)) return value > 0 ? "INF" : "-INF";
        return Double.toString(value);
    }

    /** As XML Schema has it, and the infinities and NaN also as Python writes them, which zeep leaves so. */
    private static double parseDouble(String text) {
        switch (text) {
            case "NaN", "nan":
                return Double.NaN;
            case "INF", "+INF", "inf":
                return Double.POSITIVE_INFINITY;
            case "-INF", "-inf":
                return Double.NEGATIVE_INFINITY;
            default:
                for (int i = 0; i < text.length(); i++)
                    if ("+-.0123456789eE".indexOf(text.charAt(i)) < 0) throw noDouble(text);
                try {
                    return Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw noDouble(text);
                }
        }
    }

    private static DecodeException noDouble(String text) {
        return new DecodeException("is " + Printable.of(text) + ", no xs:double");
    }
}
