package io.rmix.contract;

import io.rmix.Name;
import java.lang.reflect.AnnotatedElement;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of contract types on the wire. */
final class Naming {
    private static final Pattern CONTRACT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
    private static final Pattern OPERATION = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z0-9_]*");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private Naming() {}

    static @Nullable String given(AnnotatedElement element) {
        Name name = element.getAnnotation(Name.class);
        return name == null ? null : name.value();
    }

    static String contract(Class<?> type) {
        String given = given(type);
        String name = given != null ? given : String.valueOf(type.getCanonicalName());
        if (type.getCanonicalName() == null || !CONTRACT.matcher(name).matches()) {
            throw new ContractException(
                    type.getName(),
                    "'" + name + "' cannot name a contract",
                    "use letters, digits, _ and dots in @Name");
        }
        return name;
    }

    static String operation(String where, String name) {
        return require(OPERATION, where, name, "use lowerCamel, letters and digits, in @Name");
    }

    static String type(String where, Class<?> type) {
        String given = given(type);
        return require(
                TYPE,
                where,
                given != null ? given : type.getSimpleName(),
                "use UpperCamel, letters and digits, in @Name");
    }

    static String field(String where, String name) {
        return require(FIELD, where, name, "use letters, digits and _, a letter first, or @Name");
    }

    private static String require(Pattern pattern, String where, String name, String remedy) {
        if (!pattern.matcher(name).matches()) {
            throw new ContractException(where, "'" + name + "' cannot be a name on the wire", remedy);
        }
        return name;
    }

    /** {@code unitPrice} to {@code unit_price}; every upper-case letter begins a word, as protobuf's JSON names undo it. */
    static String snake(String camel) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (c >= 'A' && c <= 'Z' && i > 0 && camel.charAt(i - 1) != '_') {
                out.append('_');
            }
            out.append(c);
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    /** {@code OrderState} to {@code ORDER_STATE}, {@code HTTPCode} to {@code HTTP_CODE}, {@code IN_USE} as it is. */
    static String screamingSnake(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (i > 0 && Character.isUpperCase(c) && name.charAt(i - 1) != '_') {
                boolean afterLower = !Character.isUpperCase(name.charAt(i - 1));
                boolean beforeLower = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
                if (afterLower || beforeLower) {
                    out.append('_');
                }
            }
            out.append(Character.toUpperCase(c));
        }
        return out.toString();
    }

    /** The JSON name that protobuf derives from a field name. */
    static String json(String field) {
        StringBuilder out = new StringBuilder();
        boolean up = false;
        for (char c : field.toCharArray()) {
            if (c == '_') {
                up = true;
            } else {
                out.append(up ? Character.toUpperCase(c) : c);
                up = false;
            }
        }
        return out.toString();
    }
}
