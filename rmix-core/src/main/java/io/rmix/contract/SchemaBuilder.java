package io.rmix.contract;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the file of one contract; used once. */
final class SchemaBuilder {
    private final Contract contract;
    private final String holderName;
    private final DescriptorProto.Builder holder;
    private final Set<FileDescriptor> imports = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<Type, String> wrappers = new LinkedHashMap<>();

    SchemaBuilder(Contract contract) {
        this.contract = contract;
        this.holderName = contract.simpleName() + "Types";
        this.holder = DescriptorProto.newBuilder().setName(holderName);
    }

    /** Files that the one built imports, sorted by name. */
    List<FileDescriptor> imports() {
        List<FileDescriptor> sorted = new ArrayList<>(imports);
        sorted.sort(Comparator.comparing(FileDescriptor::getName));
        return sorted;
    }

    FileDescriptorProto build() {
        takeNames();
        ServiceDescriptorProto.Builder service =
                ServiceDescriptorProto.newBuilder().setName(contract.simpleName());
        for (Operation operation : contract.operations()) {
            service.addMethod(MethodDescriptorProto.newBuilder()
                    .setName(operation.upperName())
                    .setInputType(input(operation))
                    .setOutputType(output(operation)));
        }
        for (Type type : contract.namedTypes()) {
            if (type instanceof EnumType constants) {
                holder.addEnumType(enumeration(constants));
            } else if (type instanceof StructType struct) {
                holder.addNestedType(struct(struct));
            }
        }
        FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder()
                .setName(contract.name().replace('.', '/') + ".proto")
                .setPackage(contract.packageName())
                .setSyntax("proto3")
                .addService(service);
        if (holder.getNestedTypeCount() + holder.getEnumTypeCount() > 0) {
            file.addMessageType(holder);
        }
        imports().forEach(i -> file.addDependency(i.getName()));
        return file.build();
    }

    /** Names that wrappers must not have. */
    private void takeNames() {
        for (Operation operation : contract.operations()) {
            names.add(operation.upperName() + "Request");
            names.add(operation.upperName() + "Response");
        }
        for (Type type : contract.namedTypes()) {
            names.add(type instanceof EnumType e ? e.name() : ((StructType) type).name());
        }
    }

    private String input(Operation operation) {
        if (operation.messageRequest()) {
            return reference(operation.parameters().get(0).type());
        }
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(operation.upperName() + "Request");
        operation.parameters().forEach(p -> addField(message, p.name(), p.type(), p.number()));
        reserve(message);
        holder.addNestedType(message);
        return full(message.getName());
    }

    private String output(Operation operation) {
        if (operation.messageResponse()) {
            return reference(operation.result());
        }
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(operation.upperName() + "Response");
        if (!operation.result().isVoid()) {
            addField(message, "result", operation.result(), 1);
        }
        holder.addNestedType(message);
        return full(message.getName());
    }

    private DescriptorProto.Builder struct(StructType type) {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(type.name());
        type.components().forEach(c -> addField(message, c.name(), c.type(), c.number()));
        reserve(message);
        return message;
    }

    private EnumDescriptorProto.Builder enumeration(EnumType type) {
        EnumDescriptorProto.Builder built = EnumDescriptorProto.newBuilder().setName(type.name());
        String prefix = Naming.screamingSnake(type.name()) + "_";
        built.addValue(EnumValueDescriptorProto.newBuilder()
                .setName(prefix + "UNSPECIFIED")
                .setNumber(0));
        type.constants()
                .forEach(c -> built.addValue(EnumValueDescriptorProto.newBuilder()
                        .setName(c.wireName())
                        .setNumber(c.number())));
        ContractLock.Section section = contract.lock().sections().get(type.name());
        if (section != null) {
            section.reserved()
                    .forEach((name, number) -> built.addReservedName(prefix + Naming.screamingSnake(name))
                            .addReservedRange(EnumDescriptorProto.EnumReservedRange.newBuilder()
                                    .setStart(number)
                                    .setEnd(number)));
        }
        return built;
    }

    private void reserve(DescriptorProto.Builder message) {
        ContractLock.Section section = contract.lock().sections().get(message.getName());
        if (section != null) {
            section.reserved()
                    .forEach((name, number) -> message.addReservedName(Naming.snake(name))
                            .addReservedRange(DescriptorProto.ReservedRange.newBuilder()
                                    .setStart(number)
                                    .setEnd(number + 1)));
        }
    }

    private void addField(DescriptorProto.Builder message, String name, Type type, int number) {
        FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder()
                .setName(Naming.snake(name))
                .setNumber(number)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
        if (!Naming.json(Naming.snake(name)).equals(name)) {
            field.setJsonName(name);
        }
        switch (type.kind()) {
            case LIST ->
                setType(field, ((ListType) type).element()).setLabel(FieldDescriptorProto.Label.LABEL_REPEATED);
            case MAP -> {
                field.setTypeName(addEntry(message, field.getName(), (MapType) type))
                        .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                        .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED);
            }
            case OPTIONAL -> {
                setType(field, ((OptionalType) type).element());
                if (field.getType() != FieldDescriptorProto.Type.TYPE_MESSAGE) {
                    // a oneof of one member has presence, and unlike `optional` every implementation knows it
                    field.setOneofIndex(message.getOneofDeclCount());
                    message.addOneofDeclBuilder().setName(field.getName() + "_presence");
                }
            }
            default -> setType(field, type);
        }
        message.addField(field);
    }

    /** The message of a map's entries, named as protoc does. */
    private String addEntry(DescriptorProto.Builder message, String field, MapType map) {
        String json = Naming.json(field);
        String name = Character.toUpperCase(json.charAt(0)) + json.substring(1) + "Entry";
        DescriptorProto.Builder entry = DescriptorProto.newBuilder().setName(name);
        entry.getOptionsBuilder().setMapEntry(true);
        FieldDescriptorProto.Builder key =
                entry.addFieldBuilder().setName("key").setNumber(1);
        setType(key.setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL), map.key());
        FieldDescriptorProto.Builder value =
                entry.addFieldBuilder().setName("value").setNumber(2);
        setType(value.setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL), map.value());
        message.addNestedType(entry);
        return full(message.getName()) + "." + name;
    }

    private FieldDescriptorProto.Builder setType(FieldDescriptorProto.Builder field, Type type) {
        switch (type.kind()) {
            case BOOLEAN -> field.setType(FieldDescriptorProto.Type.TYPE_BOOL);
            case INT -> field.setType(FieldDescriptorProto.Type.TYPE_INT32);
            case LONG -> field.setType(FieldDescriptorProto.Type.TYPE_INT64);
            case DOUBLE -> field.setType(FieldDescriptorProto.Type.TYPE_DOUBLE);
            case STRING -> field.setType(FieldDescriptorProto.Type.TYPE_STRING);
            case BYTES -> field.setType(FieldDescriptorProto.Type.TYPE_BYTES);
            case ENUM -> field.setType(FieldDescriptorProto.Type.TYPE_ENUM).setTypeName(reference(type));
            default -> field.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(reference(type));
        }
        return field;
    }

    /** Full name of the message or enum of a type. */
    private String reference(Type type) {
        return switch (type.kind()) {
            case INSTANT -> imported(com.google.protobuf.Timestamp.getDescriptor());
            case DURATION -> imported(com.google.protobuf.Duration.getDescriptor());
            case REMOTE_REF -> imported(io.rmix.proto.v1.RemoteRef.getDescriptor());
            case MESSAGE -> imported(((MessageType) type).descriptor());
            case ENUM -> full(((EnumType) type).name());
            case RECORD, EXCEPTION -> full(((StructType) type).name());
            case LIST, MAP, OPTIONAL -> full(wrapper(type));
            case BOOLEAN, INT, LONG, DOUBLE, STRING, BYTES, VOID ->
                throw new IllegalStateException(type + " is no message");
        };
    }

    private String imported(com.google.protobuf.Descriptors.Descriptor message) {
        imports.add(message.getFile());
        return "." + message.getFullName();
    }

    private String full(String name) {
        String scope = contract.packageName().isEmpty() ? holderName : contract.packageName() + "." + holderName;
        return "." + scope + "." + name;
    }

    /** The message that holds a list, map or optional where protobuf cannot nest it, made at its first use. */
    private String wrapper(Type type) {
        String known = wrappers.get(type);
        if (known != null) {
            return known;
        }
        String base = wrapperName(type);
        String name = base;
        for (int i = 2; !names.add(name); i++) {
            name = base + i;
        }
        wrappers.put(type, name);
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
        addField(
                message,
                type.kind() == Type.Kind.LIST ? "items" : type.kind() == Type.Kind.MAP ? "entries" : "value",
                type,
                1);
        holder.addNestedType(message);
        return name;
    }

    private static String wrapperName(Type type) {
        return switch (type.kind()) {
            case LIST -> wrapperName(((ListType) type).element()) + "List";
            case MAP -> wrapperName(((MapType) type).key()) + "To" + wrapperName(((MapType) type).value()) + "Map";
            case OPTIONAL -> "Optional" + wrapperName(((OptionalType) type).element());
            case ENUM -> ((EnumType) type).name();
            case RECORD, EXCEPTION -> ((StructType) type).name();
            case MESSAGE -> ((MessageType) type).descriptor().getName();
            case BOOLEAN -> "Bool";
            case INT -> "Int32";
            case LONG -> "Int64";
            case DOUBLE -> "Double";
            case STRING -> "String";
            case BYTES -> "Bytes";
            case INSTANT -> "Timestamp";
            case DURATION -> "Duration";
            case REMOTE_REF -> "RemoteRef";
            case VOID -> throw new IllegalStateException("void is no value");
        };
    }
}
