package io.rmix.introspect;

import java.util.List;
import java.util.Map;
import org.objectweb.asm.Type;

/** Types of a description as class files have them. */
final class JavaTypes {
    private static final Map<String, Class<?>> SIMPLE = Map.ofEntries(
            Map.entry("void", void.class),
            Map.entry("boolean", boolean.class),
            Map.entry("int", int.class),
            Map.entry("long", long.class),
            Map.entry("double", double.class),
            Map.entry("Boolean", Boolean.class),
            Map.entry("Integer", Integer.class),
            Map.entry("Long", Long.class),
            Map.entry("Double", Double.class),
            Map.entry("String", String.class),
            Map.entry("byte[]", byte[].class),
            Map.entry("Instant", java.time.Instant.class),
            Map.entry("Duration", java.time.Duration.class),
            Map.entry("RemoteRef", io.rmix.RemoteRef.class));
    private static final Map<String, Class<?>> GENERIC =
            Map.of("List", List.class, "Map", Map.class, "Optional", java.util.Optional.class);

    private final String contract;
    private final ClassNames names;
    private final Map<String, String> messages;

    /** @param messages binary names of protobuf messages by full name */
    JavaTypes(String contract, ClassNames names, Map<String, String> messages) {
        this.contract = contract;
        this.names = names;
        this.messages = messages;
    }

    /** Erased. */
    Type erased(TypeInfo type) {
        return switch (type.kind()) {
            case "record", "enum" -> object(names.of(type.kind(), type.name()));
            case "message" -> object(message(type));
            case "List", "Map", "Optional" -> Type.getType(generic(type));
            default -> Type.getType(simple(type));
        };
    }

    static Type object(String binary) {
        return Type.getObjectType(ClassNames.internal(binary));
    }

    /** With type arguments, in the grammar of a Signature attribute. */
    String signature(TypeInfo type) {
        if (type.arguments().isEmpty()) return erased(type).getDescriptor();
        StringBuilder out = new StringBuilder("L");
        out.append(Type.getInternalName(generic(type))).append('<');
        for (TypeInfo argument : type.arguments()) {
            if (erased(argument).getSort() < Type.ARRAY)
                throw new DescriptionException(contract, "a " + argument + " cannot be in a " + type.kind());
            out.append(signature(argument));
        }
        return out.append(">;").toString();
    }

    private Class<?> generic(TypeInfo type) {
        Class<?> found = GENERIC.get(type.kind());
        if (found == null || type.arguments().size() != found.getTypeParameters().length)
            throw new DescriptionException(contract, "'" + type + "' is no type");
        return found;
    }

    private Class<?> simple(TypeInfo type) {
        Class<?> found = SIMPLE.get(type.kind());
        if (found == null || !type.arguments().isEmpty())
            throw new DescriptionException(contract, "'" + type + "' is a type that this version does not know");
        return found;
    }

    private String message(TypeInfo type) {
        String found = messages.get(type.name());
        if (found == null) throw new DescriptionException(contract, "there is no message " + type.name());
        return found;
    }

    /** Descriptor of a method that takes the fields. */
    String method(List<FieldInfo> fields, Type result) {
        return Type.getMethodDescriptor(
                result, fields.stream().map(field -> erased(field.type())).toArray(Type[]::new));
    }

    /** Signature of a method that takes the fields. */
    String methodSignature(List<FieldInfo> fields, String result) {
        StringBuilder out = new StringBuilder("(");
        fields.forEach(field -> out.append(signature(field.type())));
        return out.append(')').append(result).toString();
    }
}
