package io.rmix.cli.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmix.RemoteRef;
import io.rmix.cli.UserError;
import io.rmix.contract.Component;
import io.rmix.contract.EnumType;
import io.rmix.contract.ListType;
import io.rmix.contract.MapType;
import io.rmix.contract.MessageType;
import io.rmix.contract.OptionalType;
import io.rmix.contract.RecordType;
import io.rmix.contract.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * JSON to values of a contract. A record is an object, a map too, with its keys as texts; bytes are base64; an enum is its
 * constant's name; an Instant and a Duration are as in ISO 8601; an empty Optional is null or, in a record, left out; an Optional of
 * an Optional is a list of at most one; a RemoteRef is its text; a protobuf message is as protobuf has it in JSON.
 */
final class JsonReader {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonReader() {}

    /** @throws UserError naming the place if it is no JSON */
    static JsonNode parse(String text, String where) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isMissingNode()) throw new UserError(where + ": is empty; expected a JSON value");
            return node;
        } catch (JsonProcessingException e) {
            throw new UserError(where + ": no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** An argument of the command line: what is a text in JSON may be without its quotes. */
    static Object argument(Type type, String text, String where) {
        boolean isText = switch (type.kind()) {
            case STRING, BYTES, INSTANT, DURATION, ENUM, REMOTE_REF -> true;
            default -> false;
        };
        return isText && !text.startsWith("\"")
                ? read(type, JSON.getNodeFactory().textNode(text), where)
                : read(type, parse(text, where), where);
    }

    /** @throws UserError naming the place of what does not fit */
    static Object read(Type type, JsonNode node, String where) {
        return switch (type.kind()) {
            case BOOLEAN -> {
                if (!node.isBoolean()) throw unfit("true or false", node, where);
                yield node.booleanValue();
            }
            case INT -> {
                if (!node.isIntegralNumber() || !node.canConvertToInt())
                    throw unfit("a whole number of 32 bits", node, where);
                yield node.intValue();
            }
            case LONG -> {
                if (!node.isIntegralNumber() || !node.canConvertToLong())
                    throw unfit("a whole number of 64 bits", node, where);
                yield node.longValue();
            }
            case DOUBLE -> real(node, where);
            case STRING -> text(node, where);
            case BYTES -> parsed("base64", node, where, Base64.getDecoder()::decode);
            case INSTANT -> parsed("a time such as 2026-01-31T12:00:00Z", node, where, Instant::parse);
            case DURATION -> parsed("a duration such as PT1.5S", node, where, Duration::parse);
            case REMOTE_REF -> parsed("a reference such as rmix:...", node, where, RemoteRef::parse);
            case ENUM -> constant((EnumType) type, node, where);
            case RECORD -> record((RecordType) type, node, where);
            case LIST -> list((ListType) type, node, where);
            case MAP -> map((MapType) type, node, where);
            case OPTIONAL -> optional((OptionalType) type, node, where);
            case MESSAGE -> message((MessageType) type, node, where);
            case VOID, EXCEPTION -> throw new IllegalStateException(type + " has no values");
        };
    }

    private static UserError unfit(String expected, JsonNode node, String where) {
        String shown = node.toString();
        return new UserError(where + ": expected " + expected + ", not "
                + (shown.length() > 80 ? shown.substring(0, 80) + "..." : shown));
    }

    private static Object real(JsonNode node, String where) {
        if (node.isNumber()) return node.doubleValue();
        return switch (node.isTextual() ? node.textValue() : "") {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw unfit("a number, or \"NaN\", \"Infinity\", \"-Infinity\"", node, where);
        };
    }

    private static String text(JsonNode node, String where) {
        if (!node.isTextual()) throw unfit("a text in quotes", node, where);
        return node.textValue();
    }

    private static Object parsed(String expected, JsonNode node, String where, Function<String, Object> parser) {
        try {
            return parser.apply(text(node, where));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new UserError(where + ": expected " + expected + ": " + e.getMessage(), e);
        }
    }

    private static Object constant(EnumType type, JsonNode node, String where) {
        Enum<?> found = node.isTextual() ? type.constant(node.textValue()) : null;
        if (found == null)
            throw unfit(
                    "one of "
                            + String.join(
                                    ", ",
                                    type.constants().stream()
                                            .map(c -> c.value().name())
                                            .toList()),
                    node,
                    where);
        return found;
    }

    private static Object record(RecordType type, JsonNode node, String where) {
        if (!node.isObject()) throw unfit("an object for " + type.name(), node, where);
        List<String> names = type.components().stream().map(Component::name).toList();
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name))
                throw new UserError(
                        where + ": " + type.name() + " has no component '" + name + "'; there are " + names);
        });
        Object[] values = type.components().stream()
                .map(component -> component(component, node, where))
                .toArray();
        try {
            return type.construct(values);
        } catch (RuntimeException e) {
            throw new UserError(where + ": " + e.getMessage(), e);
        }
    }

    private static Object component(Component component, JsonNode record, String where) {
        String path = where + "." + component.name();
        JsonNode node = record.get(component.name());
        if (node != null) return read(component.type(), node, path);
        if (component.type().kind() == Type.Kind.OPTIONAL) return Optional.empty();
        throw new UserError(path + ": is missing");
    }

    private static Object list(ListType type, JsonNode node, String where) {
        if (!node.isArray()) throw unfit("a list", node, where);
        List<Object> list = new ArrayList<>();
        for (JsonNode item : node) list.add(read(type.element(), item, where + "[" + list.size() + "]"));
        return list;
    }

    private static Object map(MapType type, JsonNode node, String where) {
        if (!node.isObject()) throw unfit("an object for a map", node, where);
        Map<Object, Object> map = new LinkedHashMap<>();
        node.fields().forEachRemaining(entry -> {
            String path = where + "[" + entry.getKey() + "]";
            Object key = type.key().kind() == Type.Kind.STRING
                    ? entry.getKey()
                    : argument(type.key(), entry.getKey(), path + ", key");
            map.put(key, read(type.value(), entry.getValue(), path));
        });
        return map;
    }

    private static Object optional(OptionalType type, JsonNode node, String where) {
        if (node.isNull()) return Optional.empty();
        if (type.element().kind() != Type.Kind.OPTIONAL) return Optional.of(read(type.element(), node, where));
        if (!node.isArray() || node.size() > 1) throw unfit("null or a list of at most one", node, where);
        JsonNode inner = node.isEmpty() ? JSON.nullNode() : node.get(0);
        return Optional.of(read(type.element(), inner, where));
    }

    private static Object message(MessageType type, JsonNode node, String where) {
        return Messages.read(type.defaultInstance().newBuilderForType(), node, Messages.types(type), where);
    }
}
