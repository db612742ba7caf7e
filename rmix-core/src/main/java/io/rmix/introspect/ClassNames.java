package io.rmix.introspect;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a description: as the servant's side calls them, for Java serialisation sends these names; but below {@code
 * remote.} where the package is the JDK's, RMIX's or that of a library it stands on.
 */
final class ClassNames {
    private static final List<String> RESERVED = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.w3c.",
            "org.xml.",
            "jakarta.",
            "io.rmix.",
            "io.grpc.",
            "io.netty.",
            "com.google.",
            "org.slf4j.");
    private static final String ELSEWHERE = "remote.";

    private final ContractInfo info;
    private final Map<String, String> byName = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final String service;

    ClassNames(ContractInfo info) {
        this.info = info;
        this.service = place(info.name(), info.javaName());
        for (StructInfo record : info.records()) put("record ", record.name(), record.javaName());
        for (EnumInfo constants : info.enums()) put("enum ", constants.name(), constants.javaName());
        for (StructInfo exception : info.exceptions()) put("exception ", exception.name(), exception.javaName());
    }

    private void put(String kind, String name, String javaName) {
        if (byName.put(kind + name, place(name, javaName)) != null)
            throw new DescriptionException(info.name(), name + " is there twice");
    }

    /** Binary name of the class that is made of a message; no serialisation sends it. */
    String message(MessageInfo message) {
        return place(message.name(), message.javaName(), false);
    }

    private String place(String name, String javaName) {
        return place(name, javaName, info.remote());
    }

    private String place(String name, String javaName, boolean asItIs) {
        boolean moved = RESERVED.stream().anyMatch(javaName::startsWith);
        if (moved && asItIs)
            throw new DescriptionException(
                    info.name(),
                    "no class may be made in the package of " + javaName
                            + ", and an interface that extends java.rmi.Remote needs its classes under their own names");
        String placed = moved ? ELSEWHERE + javaName : javaName;
        if (!taken.add(placed)) throw new DescriptionException(info.name(), name + ": " + placed + " is there twice");
        return placed;
    }

    /** Binary name of the interface. */
    String service() {
        return service;
    }

    /**
     * Binary name of a named type.
     *
     * @param kind record, enum or exception
     * @throws DescriptionException if there is none of that name
     */
    String of(String kind, String name) {
        @Nullable String placed = byName.get(kind + " " + name);
        if (placed == null) throw new DescriptionException(info.name(), "there is no " + kind + " " + name);
        return placed;
    }

    /** A binary name as class files have it. */
    static String internal(String binary) {
        return binary.replace('.', '/');
    }
}
