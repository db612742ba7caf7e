package io.rmix.contract;

import com.google.protobuf.Message;
import com.google.protobuf.ProtocolMessageEnum;
import io.rmix.RemoteRef;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the types of one contract; each record, enum, exception and message class once. */
final class TypeReader {
    private static final Map<Class<?>, SimpleType> SIMPLE = Map.ofEntries(
            Map.entry(boolean.class, SimpleType.BOOLEAN),
            Map.entry(Boolean.class, SimpleType.BOOLEAN),
            Map.entry(int.class, SimpleType.INT),
            Map.entry(Integer.class, SimpleType.INT),
            Map.entry(long.class, SimpleType.LONG),
            Map.entry(Long.class, SimpleType.LONG),
            Map.entry(double.class, SimpleType.DOUBLE),
            Map.entry(Double.class, SimpleType.DOUBLE),
            Map.entry(String.class, SimpleType.STRING),
            Map.entry(byte[].class, SimpleType.BYTES),
            Map.entry(Instant.class, SimpleType.INSTANT),
            Map.entry(Duration.class, SimpleType.DURATION),
            Map.entry(RemoteRef.class, SimpleType.REMOTE_REF));

    private final TypeVariables variables;
    private final LockBuilder numbers;
    private final Map<Class<?>, Type> types = new LinkedHashMap<>();
    private final Map<String, String> owners = new LinkedHashMap<>();

    TypeReader(TypeVariables variables, LockBuilder numbers) {
        this.variables = variables;
        this.numbers = numbers;
    }

    /** Takes a message name for something else than a named type. */
    void reserve(String name, String owner) {
        String other = owners.putIfAbsent(name, owner);
        if (other != null && !other.equals(owner)) {
            throw new ContractException(
                    owner, "the name " + name + " is taken by " + other, "give one of them a @Name");
        }
    }

    /** All records, enums and exceptions read; checks what can be checked only at the end. */
    List<Type> finish() {
        List<Type> named = types.values().stream()
                .filter(t -> t.kind() != Type.Kind.MESSAGE)
                .toList();
        for (Type type : named) {
            if (type instanceof RecordType record) {
                Recursion.refuse(record);
            }
        }
        return named;
    }

    /** The type of a parameter, result or part of one. */
    Type read(java.lang.reflect.Type source, String where) {
        java.lang.reflect.Type type = variables.resolve(source);
        if (type instanceof ParameterizedType generic) {
            return readGeneric(generic, where);
        } else if (type instanceof Class<?> plain) {
            return readClass(plain, where);
        } else if (type instanceof TypeVariable<?>) {
            throw new ContractException(where, type + " is not bound", "extend the interface with a type argument");
        } else if (type instanceof WildcardType) {
            throw new ContractException(where, "a wildcard, " + type + ", has no one type", "name the type");
        }
        throw new ContractException(where, type + " is not allowed", "use List for arrays");
    }

    private Type readGeneric(ParameterizedType generic, String where) {
        Class<?> raw = (Class<?>) generic.getRawType();
        java.lang.reflect.Type[] arguments = generic.getActualTypeArguments();
        if (raw == List.class) {
            return new ListType(read(arguments[0], where + ", element"));
        } else if (raw == Optional.class) {
            return new OptionalType(read(arguments[0], where + ", value"));
        } else if (raw == Map.class) {
            Type key = read(arguments[0], where + ", key");
            return switch (key.kind()) {
                case STRING, INT, LONG, BOOLEAN -> new MapType((SimpleType) key, read(arguments[1], where + ", value"));
                default ->
                    throw new ContractException(
                            where, generic + ": the key cannot be a map key", "use String, Integer, Long or Boolean");
            };
        } else if (raw.isRecord()) {
            throw new ContractException(where, generic + " is a generic record", "declare a record for this type");
        }
        throw new ContractException(where, generic + " is not allowed", Remedies.of(raw));
    }

    private Type readClass(Class<?> type, String where) {
        SimpleType simple = SIMPLE.get(type);
        if (simple != null) {
            return simple;
        }
        Type known = types.get(type);
        if (known != null) {
            return known;
        }
        if (type.isRecord()) {
            return record(type, where);
        } else if (type.isEnum() && !ProtocolMessageEnum.class.isAssignableFrom(type)) {
            return enumeration(type, where);
        } else if (Message.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
            return message(type.asSubclass(Message.class), where);
        }
        throw new ContractException(where, type.getTypeName() + " is not allowed", Remedies.of(type));
    }

    private MessageType message(Class<? extends Message> type, String where) {
        try {
            MessageType read = new MessageType(type);
            types.put(type, read);
            return read;
        } catch (RuntimeException e) {
            throw new ContractException(
                    where, type.getName() + " is no generated message: " + e, "use a generated class");
        }
    }

    private RecordType record(Class<?> type, String where) {
        if (type.getTypeParameters().length > 0) {
            throw new ContractException(where, type.getName() + " is a generic record", "declare one without");
        }
        String name = typeName(type, where);
        RecordShape shape = RecordShape.of(type);
        RecordType read = new RecordType(type, name, shape.constructor());
        types.put(type, read);
        read.complete(components(name, shape.parts(), type.getName()));
        return read;
    }

    private EnumType enumeration(Class<?> type, String where) {
        @SuppressWarnings("unchecked")
        Class<? extends Enum<?>> enumClass = (Class<? extends Enum<?>>) type;
        String name = typeName(type, where);
        EnumType read = new EnumType(enumClass, name, EnumConstants.of(enumClass, name, numbers));
        types.put(type, read);
        return read;
    }

    /** The type of a declared exception. */
    ExceptionType exception(java.lang.reflect.Type source, String where) {
        if (!(variables.resolve(source) instanceof Class<?> type)) {
            throw new ContractException(where, "is no plain class", "declare one exception class");
        }
        if (types.get(type) instanceof ExceptionType known) {
            return known;
        }
        ExceptionShape shape = ExceptionShape.of(type, where);
        String name = typeName(type, where);
        ExceptionType read = new ExceptionType(type, name, shape.constructor());
        types.put(type, read);
        read.complete(components(name, shape.parts(), type.getName()));
        return read;
    }

    private List<Component> components(String message, List<Part> parts, String owner) {
        List<String> names = parts.stream()
                .map(p -> Naming.field(owner + "." + p.name(), p.name()))
                .toList();
        List<Type> read =
                parts.stream().map(p -> read(p.type(), owner + "." + p.name())).toList();
        List<Integer> fields = numbers.message(message, names, owner);
        return java.util.stream.IntStream.range(0, names.size())
                .mapToObj(i -> new Component(
                        names.get(i),
                        i,
                        read.get(i),
                        fields.get(i),
                        parts.get(i).accessor()))
                .toList();
    }

    private String typeName(Class<?> type, String where) {
        String name = Naming.type(where, type);
        reserve(name, type.getName());
        return name;
    }
}
