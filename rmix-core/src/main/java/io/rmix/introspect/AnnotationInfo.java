package io.rmix.introspect;

import java.util.Map;

/**
 * An annotation by which an interface says its names on some wire, such as {@code jakarta.jws.WebParam}. Members that have their
 * default value are left out.
 *
 * @param type class of the annotation
 * @param texts its members of type String
 * @param flags its members of type boolean
 * @param constants its members of an enum type: class and constant, with a dot between
 */
public record AnnotationInfo(
        String type, Map<String, String> texts, Map<String, Boolean> flags, Map<String, String> constants) {
    public AnnotationInfo {
        texts = Map.copyOf(texts);
        flags = Map.copyOf(flags);
        constants = Map.copyOf(constants);
    }
}
