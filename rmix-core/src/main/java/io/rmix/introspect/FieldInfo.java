package io.rmix.introspect;

import java.util.List;

/**
 * A parameter, or a part of a record or exception.
 *
 * @param name in the contract
 * @param javaName in the Java source, which may differ
 * @param type of its values
 * @param annotations of a parameter, those that decide on names of a wire
 */
public record FieldInfo(String name, String javaName, TypeInfo type, List<AnnotationInfo> annotations) {
    public FieldInfo {
        annotations = List.copyOf(annotations);
    }

    @Override
    public String toString() {
        return type + " " + name;
    }
}
