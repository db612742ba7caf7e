package io.rmix.contract;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Types as a lock file writes them: {@code long}, {@code map<string, list<Line>>}, {@code message<rmix.v1.LaneAck>}; records, enums and
 * exceptions by their names in the contract, which begin with a capital letter.
 */
final class TypeNames {
    /** What a type may look like; whether the names in it mean something is for the reader to see. */
    static final String PATTERN = "[A-Za-z][\\w.<>, ]*";

    private static final Pattern NAMED = Pattern.compile("\\b[A-Z]\\w*");
    private static final String MESSAGE = "message<";

    private TypeNames() {}

    static String of(Type type) {
        return switch (type.kind()) {
            case BOOLEAN, INT, LONG, DOUBLE, STRING, BYTES, INSTANT, DURATION, VOID ->
                type.kind().name().toLowerCase(Locale.ROOT);
            case REMOTE_REF -> "ref";
            case ENUM -> ((EnumType) type).name();
            case RECORD, EXCEPTION -> ((StructType) type).name();
            case LIST -> "list<" + of(((ListType) type).element()) + ">";
            case MAP -> "map<" + of(((MapType) type).key()) + ", " + of(((MapType) type).value()) + ">";
            case OPTIONAL -> "optional<" + of(((OptionalType) type).element()) + ">";
            case MESSAGE -> MESSAGE + ((MessageType) type).descriptor().getFullName() + ">";
        };
    }

    /** Names of the records, enums and exceptions in a type; a protobuf message is none. */
    static Set<String> namedIn(String type) {
        Set<String> names = new TreeSet<>();
        NAMED.matcher(type.replaceAll(MESSAGE + "[^>]*>", "")).results().forEach(found -> names.add(found.group()));
        return names;
    }

    static boolean isMessage(String type) {
        return type.startsWith(MESSAGE);
    }

    /** Whether a field of the type may be absent whatever else the contract has: it is no record or enum by itself, and no reference. */
    static boolean mayBeAbsent(String type) {
        return !type.equals("ref") && !Character.isUpperCase(type.charAt(0));
    }

    /** Whether Java's serialisation gives a field of the type a value when an old stream has none. */
    static boolean isPrimitive(String type) {
        return Set.of("boolean", "int", "long", "double").contains(type);
    }

    /** What Java RMI's method hash is made of. */
    static String signature(Method method) {
        return method.getName()
                + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .toMethodDescriptorString();
    }
}
