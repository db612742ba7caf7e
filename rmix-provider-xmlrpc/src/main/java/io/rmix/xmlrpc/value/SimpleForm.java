package io.rmix.xmlrpc.value;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.contract.EnumType;
import io.rmix.contract.MessageType;
import io.rmix.contract.SimpleType;
import io.rmix.http.xml.Printable;
import io.rmix.http.xml.XmlTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A type without parts of its own.
 *
 * @param type Java class of the values
 * @param wireType its name in XML-RPC
 * @param writer to the wire
 * @param reader from the wire
 * @param whenAbsent the value of a member that is not there
 */
record SimpleForm<T>(
        Class<T> type, String wireType, Function<T, Object> writer, Function<Object, T> reader, Supplier<T> whenAbsent)
        implements Form {

    static final Form BOOLEAN = same(Boolean.class, "boolean", false);
    static final Form INT = same(Integer.class, "int", 0);
    static final Form STRING = same(String.class, "string", "");
    static final Form LONG =
            new SimpleForm<>(Long.class, "string", value -> Long.toString(value), SimpleForm::readLong, () -> 0L);
    static final Form DOUBLE =
            new SimpleForm<>(Double.class, "double", value -> value, SimpleForm::readDouble, () -> 0.0);
    static final Form BYTES = new SimpleForm<>(
            byte[].class,
            "base64",
            value -> value,
            wire -> Form.expect(wire, byte[].class, "base64"),
            () -> new byte[0]);
    static final Form INSTANT = new SimpleForm<>(
            Instant.class,
            "string",
            value -> {
                SimpleType.INSTANT.check(value);
                return value.toString();
            },
            SimpleForm::readInstant,
            () -> Instant.EPOCH);
    static final Form DURATION = new SimpleForm<>(
            Duration.class,
            "string",
            value -> {
                SimpleType.DURATION.check(value);
                return XmlTimes.format(value);
            },
            wire -> XmlTimes.parseDuration(
                    Form.expect(wire, String.class, "string").strip()),
            () -> Duration.ZERO);

    private static <T> Form same(Class<T> type, String wireType, T absent) {
        return new SimpleForm<>(
                type, wireType, value -> value, wire -> Form.expect(wire, type, wireType), () -> absent);
    }

    static Form enumeration(EnumType type) {
        return new SimpleForm<>(Enum.class, "string", Enum::name, wire -> constant(type, wire), () -> {
            throw new DecodeException("is absent: no constant of " + type.name() + " stands for that");
        });
    }

    private static Enum<?> constant(EnumType type, Object wire) {
        String name = Form.expect(wire, String.class, "string").strip();
        Enum<?> constant = type.constant(name);
        if (constant == null)
            throw new DecodeException("is " + Printable.of(name) + ", which is no constant of " + type.name());
        return constant;
    }

    /** A protobuf message, by its encoding. */
    static Form message(MessageType type) {
        return new SimpleForm<>(
                Message.class,
                "base64",
                value -> {
                    type.check(value);
                    return value.toByteArray();
                },
                wire -> parse(type, Form.expect(wire, byte[].class, "base64")),
                type::defaultInstance);
    }

    private static Message parse(MessageType type, byte[] bytes) {
        try {
            return type.parser().parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new DecodeException("is no " + type.descriptor().getFullName() + ": " + e.getMessage(), e);
        }
    }

    /** Others may send an int. */
    private static Long readLong(Object wire) {
        if (wire instanceof Integer number) return (long) number;
        String text = Form.expect(wire, String.class, "string").strip();
        try {
            for (int i = 0; i < text.length(); i++) if (text.charAt(i) > '9') throw new NumberFormatException();
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new DecodeException("is " + Printable.of(text) + ", no number of 64 bits");
        }
    }

    /** Others may send an int, where a number happens to be whole. */
    private static Double readDouble(Object wire) {
        return wire instanceof Integer number ? Double.valueOf(number) : Form.expect(wire, Double.class, "double");
    }

    /** Others may send a dateTime.iso8601. */
    private static Instant readInstant(Object wire) {
        if (wire instanceof Instant instant) return inRange(instant);
        return XmlTimes.parseInstant(Form.expect(wire, String.class, "string").strip());
    }

    private static Instant inRange(Instant instant) {
        try {
            SimpleType.INSTANT.check(instant);
            return instant;
        } catch (EncodeException e) {
            throw new DecodeException(e.problem());
        }
    }

    @Override
    public Object write(Object value, Depth depth) {
        return writer.apply(Form.require(value, type));
    }

    @Override
    public Object read(Object wire, Depth depth) {
        return reader.apply(wire);
    }

    @Override
    public Object absent() {
        return whenAbsent.get();
    }
}
