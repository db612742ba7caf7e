package io.rmix.introspect;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A type of a contract.
 *
 * @param kind {@code boolean int long double String byte[] Instant Duration RemoteRef void}; {@code Boolean Integer Long Double}
 *     where the source has the boxed type; {@code List Map Optional}; {@code record enum message}
 * @param name of a record or enum: its name in the contract; of a message: its full name in protobuf; else empty
 * @param arguments what a List, Map or Optional holds
 */
public record TypeInfo(String kind, String name, List<TypeInfo> arguments) {
    public TypeInfo {
        arguments = List.copyOf(arguments);
    }

    /** As in Java: {@code Map<String, List<Line>>}. */
    @Override
    public String toString() {
        if (!name.isEmpty()) return name;
        return arguments.isEmpty()
                ? kind
                : arguments.stream().map(TypeInfo::toString).collect(Collectors.joining(", ", kind + "<", ">"));
    }
}
