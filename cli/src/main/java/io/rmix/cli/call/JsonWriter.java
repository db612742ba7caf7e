package io.rmix.cli.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.MessageOrBuilder;
import io.rmix.contract.Component;
import io.rmix.contract.ListType;
import io.rmix.contract.MapType;
import io.rmix.contract.MessageType;
import io.rmix.contract.OptionalType;
import io.rmix.contract.StructType;
import io.rmix.contract.Type;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of a contract to JSON, in the form that {@link JsonReader} reads; a result that is void is null. */
final class JsonWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private JsonWriter() {}

    static JsonNode write(Type type, @Nullable Object value) {
        if (type.isVoid() || value == null) return NODES.nullNode();
        return switch (type.kind()) {
            case BOOLEAN -> NODES.booleanNode((Boolean) value);
            case INT -> NODES.numberNode((Integer) value);
            case LONG -> NODES.numberNode((Long) value);
            case DOUBLE -> real((Double) value);
            case STRING, INSTANT, DURATION, REMOTE_REF -> NODES.textNode(value.toString());
            case ENUM -> NODES.textNode(((Enum<?>) value).name());
            case BYTES -> NODES.textNode(Base64.getEncoder().encodeToString((byte[]) value));
            case RECORD, EXCEPTION -> struct((StructType) type, value);
            case LIST -> list(((ListType) type).element(), (List<?>) value);
            case MAP -> map((MapType) type, (Map<?, ?>) value);
            case OPTIONAL -> optional((OptionalType) type, (Optional<?>) value);
            case MESSAGE -> Messages.write((MessageOrBuilder) value, Messages.types((MessageType) type));
            case VOID -> NODES.nullNode();
        };
    }

    private static JsonNode real(double value) {
        return Double.isFinite(value) ? NODES.numberNode(value) : NODES.textNode(Double.toString(value));
    }

    /** The components of a record or exception. */
    static ObjectNode struct(StructType type, Object value) {
        ObjectNode node = NODES.objectNode();
        for (Component component : type.components())
            node.set(
                    component.name(),
                    write(component.type(), component.accessor().apply(value)));
        return node;
    }

    private static JsonNode list(Type element, List<?> values) {
        ArrayNode node = NODES.arrayNode();
        for (Object value : values) node.add(write(element, value));
        return node;
    }

    private static JsonNode map(MapType type, Map<?, ?> values) {
        ObjectNode node = NODES.objectNode();
        values.forEach((key, value) -> node.set(Objects.toString(key), write(type.value(), value)));
        return node;
    }

    private static JsonNode optional(OptionalType type, Optional<?> value) {
        if (value.isEmpty()) return NODES.nullNode();
        JsonNode inner = write(type.element(), value.get());
        if (type.element().kind() != Type.Kind.OPTIONAL) return inner;
        ArrayNode node = NODES.arrayNode();
        return inner.isNull() ? node : node.add(inner);
    }
}
