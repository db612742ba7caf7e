package io.rmix.introspect;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A record or an exception.
 *
 * @param name in the contract
 * @param javaName class name at the servant's side
 * @param serialVersion its {@code serialVersionUID}, 0 if it is not Serializable
 * @param fields in the order of the constructor
 */
public record StructInfo(String name, String javaName, long serialVersion, List<FieldInfo> fields) {
    public StructInfo {
        fields = List.copyOf(fields);
    }

    /** {@code Point(int x, int y)}. */
    @Override
    public String toString() {
        return fields.stream().map(FieldInfo::toString).collect(Collectors.joining(", ", name + "(", ")"));
    }
}
