package io.rmix.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the tree of codecs of one contract; used once. */
final class CodecBuilder {
    private static final Function<Object, @Nullable Object> SELF = holder -> holder;
    private static final Accessor ITSELF = new Accessor(SELF, SELF);

    private final Map<Type, ValueCodec> codecs = new HashMap<>();

    /** Arguments, held in an array. */
    Body request(Operation operation) {
        List<FieldCodec> fields = new ArrayList<>();
        for (Parameter p : operation.parameters()) {
            Accessor accessor = Accessor.ofArgument(p.index());
            fields.add(field(new FieldCodec.Place(p.name(), p.index(), p.number(), accessor), p.type()));
        }
        return new Body(fields, values -> values);
    }

    /** The result, its own holder. */
    Body response(Operation operation) {
        if (operation.result().isVoid()) {
            return new Body(List.of(), values -> null);
        }
        return single("result", operation.result());
    }

    Body struct(StructType type) {
        List<FieldCodec> fields = new ArrayList<>();
        for (Component c : type.components()) {
            fields.add(field(new FieldCodec.Place(c.name(), c.index(), c.number(), c.typedAccessor()), c.type()));
        }
        return new Body(fields, values -> type.construct(values));
    }

    /** A message of one field with number 1, whose value stands for the message. */
    private Body single(String name, Type type) {
        return new Body(List.of(field(new FieldCodec.Place(name, 0, 1, ITSELF), type)), values -> values[0]);
    }

    private FieldCodec field(FieldCodec.Place place, Type type) {
        return switch (type.kind()) {
            case LIST -> RepeatedFields.of(place, value(((ListType) type).element()));
            case MAP -> {
                MapType map = (MapType) type;
                yield new MapField(place, map.key(), value(map.key()), value(map.value()));
            }
            case OPTIONAL -> new FieldCodec.Maybe(place, value(((OptionalType) type).element()));
            default -> {
                ValueCodec codec = value(type);
                FieldCodec primitive = PrimitiveFields.of(place, codec);
                yield primitive != null ? primitive : new FieldCodec.Singular(place, codec);
            }
        };
    }

    private ValueCodec value(Type type) {
        ValueCodec known = codecs.get(type);
        if (known != null) {
            return known;
        }
        ValueCodec made = switch (type.kind()) {
            case BOOLEAN -> new NumberCodecs.OfBoolean();
            case INT -> new NumberCodecs.OfInt();
            case LONG -> new NumberCodecs.OfLong();
            case DOUBLE -> new NumberCodecs.OfDouble();
            case STRING -> new BytesCodecs.OfString();
            case BYTES -> new BytesCodecs.OfBytes();
            case INSTANT -> new TimeCodec(true);
            case DURATION -> new TimeCodec(false);
            case REMOTE_REF -> new RemoteRefCodec();
            case ENUM -> new NumberCodecs.OfEnum((EnumType) type);
            case MESSAGE -> new BytesCodecs.OfGenerated((MessageType) type);
            case RECORD, LIST, MAP, OPTIONAL -> new BodyCodec(type.javaType());
            case EXCEPTION, VOID -> throw new IllegalStateException(type + " is no type of a value");
        };
        codecs.put(type, made);
        if (made instanceof BodyCodec body) {
            body.complete(type instanceof RecordType record ? struct(record) : single("", type));
        }
        return made;
    }
}
