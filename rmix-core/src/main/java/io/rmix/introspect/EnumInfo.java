package io.rmix.introspect;

import java.util.List;

/**
 * An enum.
 *
 * @param name in the contract
 * @param javaName class name at the servant's side
 * @param constants as declared
 */
public record EnumInfo(String name, String javaName, List<String> constants) {
    public EnumInfo {
        constants = List.copyOf(constants);
    }

    /** {@code Colour { RED, GREEN }}. */
    @Override
    public String toString() {
        return name + " { " + String.join(", ", constants) + " }";
    }
}
