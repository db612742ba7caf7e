package io.rmix.introspect;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.rmix.contract.Component;
import io.rmix.contract.Contract;
import io.rmix.contract.EnumType;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.ListType;
import io.rmix.contract.MapType;
import io.rmix.contract.MessageType;
import io.rmix.contract.Operation;
import io.rmix.contract.OptionalType;
import io.rmix.contract.Parameter;
import io.rmix.contract.RecordType;
import io.rmix.contract.StructType;
import io.rmix.contract.Type;
import java.io.ObjectStreamClass;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes one contract; used once. */
final class Describer {
    private final Contract contract;
    private final List<StructInfo> records = new ArrayList<>();
    private final List<EnumInfo> enums = new ArrayList<>();
    private final List<StructInfo> exceptions = new ArrayList<>();
    private final Map<String, MessageInfo> messages = new LinkedHashMap<>();
    private final Map<String, FileDescriptor> files = new LinkedHashMap<>();

    Describer(Contract contract) {
        this.contract = contract;
    }

    ContractInfo describe() {
        List<OperationInfo> operations =
                contract.operations().stream().map(this::operation).toList();
        for (Type type : contract.namedTypes()) named(type);
        Class<?> source = contract.javaType();
        return new ContractInfo(
                contract.name(),
                source.getName(),
                contract.remoteInterface(),
                operations,
                records,
                enums,
                exceptions,
                List.copyOf(messages.values()),
                descriptors(),
                contract.lock().toString(),
                Annotations.of(source),
                source.getPackage() == null ? List.of() : Annotations.of(source.getPackage()));
    }

    private OperationInfo operation(Operation operation) {
        List<FieldInfo> parameters = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            java.lang.reflect.Parameter source = operation.method().getParameters()[parameter.index()];
            parameters.add(new FieldInfo(
                    parameter.name(),
                    source.isNamePresent() ? source.getName() : parameter.name(),
                    type(parameter.type(), source.getType()),
                    Annotations.of(source)));
        }
        return new OperationInfo(
                operation.name(),
                operation.method().getName(),
                parameters,
                type(operation.result(), operation.method().getReturnType()),
                operation.exceptions().stream().map(StructType::name).toList(),
                operation.oneWay(),
                operation.idempotent(),
                operation.serial(),
                Annotations.of(operation.method()));
    }

    private void named(Type type) {
        switch (type.kind()) {
            case ENUM -> enums.add(enumeration((EnumType) type));
            case RECORD -> records.add(record((RecordType) type));
            case EXCEPTION -> exceptions.add(exception((ExceptionType) type));
            default -> throw new IllegalStateException("not a named type: " + type);
        }
    }

    private static EnumInfo enumeration(EnumType type) {
        return new EnumInfo(
                type.name(),
                type.javaType().getName(),
                type.constants().stream().map(c -> c.value().name()).toList());
    }

    private StructInfo record(RecordType type) {
        RecordComponent[] sources = type.javaType().getRecordComponents();
        List<FieldInfo> fields = new ArrayList<>();
        for (Component component : type.components()) {
            RecordComponent source = sources[component.index()];
            fields.add(new FieldInfo(
                    component.name(), source.getName(), type(component.type(), source.getType()), List.of()));
        }
        return new StructInfo(type.name(), type.javaType().getName(), serialVersion(type.javaType()), fields);
    }

    private StructInfo exception(ExceptionType type) {
        List<FieldInfo> fields = type.components().stream()
                .map(c -> new FieldInfo(
                        c.name(), c.name(), type(c.type(), c.type().javaType()), List.of()))
                .toList();
        return new StructInfo(type.name(), type.javaType().getName(), serialVersion(type.javaType()), fields);
    }

    private static long serialVersion(Class<?> type) {
        @Nullable ObjectStreamClass serial = ObjectStreamClass.lookup(type);
        return serial == null ? 0 : serial.getSerialVersionUID();
    }

    /** @param source the class in the source, which may be the boxed one or a type variable's bound */
    private TypeInfo type(Type type, Class<?> source) {
        return switch (type.kind()) {
            case BOOLEAN -> simple(source.isPrimitive() ? "boolean" : "Boolean");
            case INT -> simple(source.isPrimitive() ? "int" : "Integer");
            case LONG -> simple(source.isPrimitive() ? "long" : "Long");
            case DOUBLE -> simple(source.isPrimitive() ? "double" : "Double");
            case STRING, BYTES, INSTANT, DURATION, REMOTE_REF, VOID ->
                simple(type.javaType().getSimpleName());
            case LIST -> generic("List", part(((ListType) type).element()));
            case OPTIONAL -> generic("Optional", part(((OptionalType) type).element()));
            case MAP -> generic("Map", part(((MapType) type).key()), part(((MapType) type).value()));
            case ENUM -> new TypeInfo("enum", ((EnumType) type).name(), List.of());
            case RECORD -> new TypeInfo("record", ((RecordType) type).name(), List.of());
            case MESSAGE -> message((MessageType) type);
            case EXCEPTION -> throw new IllegalStateException("an exception is no type of a value: " + type);
        };
    }

    private TypeInfo part(Type type) {
        return type(type, Object.class);
    }

    private static TypeInfo simple(String kind) {
        return new TypeInfo(kind, "", List.of());
    }

    private static TypeInfo generic(String kind, TypeInfo... arguments) {
        return new TypeInfo(kind, "", List.of(arguments));
    }

    private TypeInfo message(MessageType type) {
        String name = type.descriptor().getFullName();
        messages.put(name, new MessageInfo(name, type.javaType().getName()));
        addFile(type.descriptor().getFile());
        return new TypeInfo("message", name, List.of());
    }

    /** After those that it imports. */
    private void addFile(FileDescriptor file) {
        if (files.containsKey(file.getName())) return;
        file.getDependencies().forEach(this::addFile);
        files.put(file.getName(), file);
    }

    private byte[] descriptors() {
        FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
        files.values().forEach(file -> set.addFile(file.toProto()));
        return set.build().toByteArray();
    }
}
