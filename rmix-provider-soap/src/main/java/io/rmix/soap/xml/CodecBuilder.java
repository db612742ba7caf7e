package io.rmix.soap.xml;

import io.rmix.contract.EnumType;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.ListType;
import io.rmix.contract.MapType;
import io.rmix.contract.MessageType;
import io.rmix.contract.Operation;
import io.rmix.contract.OptionalType;
import io.rmix.contract.StructType;
import io.rmix.contract.Type;
import io.rmix.soap.xml.Field.Presence;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Makes the codecs of one contract. */
final class CodecBuilder {
    /** Element of a list or optional that another one holds. */
    static final String ITEM = "item";

    private final ServiceNames names;
    private final Map<StructType, HolderCodecs.Struct> structs = new IdentityHashMap<>();

    CodecBuilder(ServiceNames names) {
        this.names = names;
    }

    Fields request(Operation operation) {
        List<Field> fields = new ArrayList<>();
        List<String> parameters = names.of(operation).parameters();
        operation.parameters().forEach(p -> fields.add(field(parameters.get(p.index()), p.type())));
        return fields(fields);
    }

    Fields response(Operation operation) {
        return fields(
                operation.result().isVoid()
                        ? List.of()
                        : List.of(field(names.of(operation).result(), operation.result())));
    }

    ValueCodec exception(ExceptionType type) {
        return struct(type);
    }

    private Fields fields(List<Field> fields) {
        return new Fields(names.namespace(), fields);
    }

    private Field field(String name, Type type) {
        return switch (type.kind()) {
            case LIST -> new Field(name, Presence.REPEATED, value(((ListType) type).element()));
            case OPTIONAL -> new Field(name, Presence.OPTIONAL, value(((OptionalType) type).element()));
            default -> new Field(name, Presence.ONCE, value(type));
        };
    }

    private ValueCodec value(Type type) {
        return switch (type.kind()) {
            case BOOLEAN -> SimpleCodec.BOOLEAN;
            case INT -> SimpleCodec.INT;
            case LONG -> SimpleCodec.LONG;
            case DOUBLE -> SimpleCodec.DOUBLE;
            case STRING -> SimpleCodec.STRING;
            case BYTES -> SimpleCodec.BYTES;
            case INSTANT -> SimpleCodec.INSTANT;
            case DURATION -> SimpleCodec.DURATION;
            case REMOTE_REF -> remoteRef();
            case ENUM -> SimpleCodec.enumeration((EnumType) type);
            case MESSAGE -> SimpleCodec.message((MessageType) type);
            case RECORD, EXCEPTION -> struct((StructType) type);
            case LIST, OPTIONAL -> new HolderCodecs.Wrapper(fields(List.of(field(ITEM, type))));
            case MAP -> map((MapType) type);
            case VOID -> throw new IllegalArgumentException("void has no value");
        };
    }

    private ValueCodec map(MapType type) {
        Fields entry = fields(List.of(field("key", type.key()), field("value", type.value())));
        Field entries = new Field("entry", Presence.REPEATED, new HolderCodecs.Entry(entry));
        return new HolderCodecs.Entries(fields(List.of(entries)));
    }

    private ValueCodec struct(StructType type) {
        HolderCodecs.Struct known = structs.get(type);
        if (known != null) return known;
        HolderCodecs.Struct codec = new HolderCodecs.Struct(type);
        structs.put(type, codec);
        codec.complete(fields(
                type.components().stream().map(c -> field(c.name(), c.type())).toList()));
        return codec;
    }

    private ValueCodec remoteRef() {
        Fields endpoint = fields(List.of(
                new Field("uri", Presence.ONCE, SimpleCodec.STRING),
                new Field("contract", Presence.REPEATED, SimpleCodec.STRING)));
        return new HolderCodecs.Ref(fields(List.of(
                new Field("guid", Presence.ONCE, SimpleCodec.STRING),
                new Field("endpoint", Presence.REPEATED, new HolderCodecs.RefEndpoint(endpoint)),
                new Field("host", Presence.ONCE, SimpleCodec.STRING))));
    }
}
