package io.rmix.introspect;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Bounds and names of a description, before anything is made of it. It comes from a peer; that what is made of it says the same is
 * checked afterwards, by describing it.
 */
final class InfoCheck {
    static final int OPERATIONS = 2_000;
    static final int TYPES = 5_000;
    static final int CONSTANTS = 2_500;
    static final int ANNOTATIONS = 16;
    static final int TYPE_DEPTH = 32;
    static final int TEXT = 1_000;
    /** The JVM has 255 places for the parameters of a method, one of them for the object; long and double take two. */
    private static final int PLACES = 254;

    private static final Pattern CLASS =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{Nd}_$]*(\\.[\\p{L}_$][\\p{L}\\p{Nd}_$]*)*");
    private static final Pattern MEMBER = Pattern.compile("[\\p{L}_$][\\p{L}\\p{Nd}_$]*");
    private static final Set<String> NO_COMPONENT =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private final ContractInfo info;

    private InfoCheck(ContractInfo info) {
        this.info = info;
    }

    /** @throws DescriptionException naming what is wrong */
    static void check(ContractInfo info) {
        new InfoCheck(info).all();
    }

    private void all() {
        className(info.name(), info.javaName());
        atMost("operations", info.operations().size(), OPERATIONS);
        atMost("types", info.records().size() + info.enums().size(), TYPES);
        atMost(
                "exceptions and messages",
                info.exceptions().size() + info.messages().size(),
                TYPES);
        annotations(info.annotations());
        annotations(info.packageAnnotations());
        for (EnumInfo constants : info.enums()) {
            className(constants.name(), constants.javaName());
            atMost("constants of " + constants.name(), constants.constants().size(), CONSTANTS);
            constants.constants().forEach(name -> member(constants.name(), name));
            if (constants.constants().contains(EnumWriter.VALUES)) throw bad(constants.name(), "a constant's name");
        }
        info.records().forEach(this::struct);
        info.exceptions().forEach(this::struct);
        info.messages().forEach(message -> className(message.name(), message.javaName()));
        info.operations().forEach(this::operation);
        Expansion.check(info);
    }

    private void struct(StructInfo struct) {
        className(struct.name(), struct.javaName());
        fields(struct.name(), struct.fields());
        for (FieldInfo field : struct.fields())
            if (NO_COMPONENT.contains(field.javaName()))
                throw bad(struct.name(), "no component can be called " + field.javaName());
    }

    private void operation(OperationInfo operation) {
        text(operation.name());
        member(operation.name(), operation.method());
        fields(operation.name(), operation.parameters());
        type(operation.name(), operation.result(), 0);
        annotations(operation.annotations());
        atMost("exceptions of " + operation.name(), operation.exceptions().size(), TYPES);
    }

    private void fields(String owner, List<FieldInfo> fields) {
        int places = 0;
        Set<String> names = new HashSet<>();
        for (FieldInfo field : fields) {
            text(field.name());
            member(owner, field.javaName());
            type(owner + "." + field.name(), field.type(), 0);
            annotations(field.annotations());
            String kind = field.type().kind();
            if (kind.equals("void")) throw bad(owner + "." + field.name(), "is void");
            places += kind.equals("long") || kind.equals("double") ? 2 : 1;
            if (!names.add(field.javaName())) throw bad(owner, field.javaName() + " is there twice");
        }
        atMost("parameters or components of " + owner, places, PLACES);
    }

    private void type(String where, TypeInfo type, int depth) {
        if (depth > TYPE_DEPTH) throw bad(where, "its type is nested more than " + TYPE_DEPTH + " deep");
        text(type.name());
        for (TypeInfo argument : type.arguments()) type(where, argument, depth + 1);
    }

    private void annotations(List<AnnotationInfo> annotations) {
        atMost("annotations of one element", annotations.size(), ANNOTATIONS);
        for (AnnotationInfo annotation : annotations) {
            className("an annotation", annotation.type());
            if (!Annotations.known(annotation.type()))
                throw bad(annotation.type(), "is no annotation that names a wire");
            annotation.texts().keySet().forEach(name -> member(annotation.type(), name));
            annotation.texts().values().forEach(this::text);
            annotation.flags().keySet().forEach(name -> member(annotation.type(), name));
            annotation.constants().keySet().forEach(name -> member(annotation.type(), name));
            for (String constant : annotation.constants().values()) {
                className(annotation.type(), constant);
                if (!Annotations.knownConstant(constant)) throw bad(annotation.type(), constant + " is none of its");
            }
        }
    }

    private void className(String owner, String name) {
        text(owner);
        text(name);
        if (!CLASS.matcher(name).matches()) throw bad(owner, "'" + name + "' is no name of a class");
    }

    private void member(String owner, String name) {
        text(name);
        if (!MEMBER.matcher(name).matches()) throw bad(owner, "'" + name + "' is no name in Java");
    }

    private void text(String text) {
        atMost("characters of a name", text.length(), TEXT);
    }

    private void atMost(String what, int count, int limit) {
        if (count > limit) throw bad("", "it has " + count + " " + what + ", more than " + limit);
    }

    private DescriptionException bad(String where, String problem) {
        String contract = info.name().substring(0, Math.min(info.name().length(), TEXT));
        return new DescriptionException(contract, where.isEmpty() ? problem : where + ": " + problem);
    }
}
