package io.rmix.javarmi;

import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.util.HashSet;
import java.util.Set;

/**
 * What a stream of serialised objects may hold: classes by name, all others are refused before they are loaded; arrays no
 * longer than the stream may be, and a depth.
 *
 * @param names as {@link Class#getName}, component types of arrays among them
 * @param systemExceptions whether exceptions of the packages of Java itself are allowed too
 * @param maxArray longest array, in elements
 * @param maxDepth deepest nesting of objects
 */
record AllowList(Set<String> names, boolean systemExceptions, int maxArray, int maxDepth) implements ObjectInputFilter {
    private static final Set<String> EXCEPTION_PACKAGES =
            Set.of("java.lang", "java.rmi", "java.rmi.server", "java.io", "java.net", "java.util");

    /** What exceptions of any kind hold. */
    private static final Set<String> EXCEPTION_PARTS = Set.of(
            "java.lang.StackTraceElement",
            "java.util.ArrayList",
            "java.util.Collections$EmptyList",
            "java.util.Collections$UnmodifiableCollection",
            "java.util.Collections$UnmodifiableList",
            "java.util.Collections$UnmodifiableRandomAccessList");

    AllowList {
        Set<String> all = new HashSet<>(names);
        if (systemExceptions) all.addAll(EXCEPTION_PARTS);
        names = Set.copyOf(all);
    }

    /** Refuses every object but strings. */
    static AllowList stringsOnly() {
        return new AllowList(Set.of(), false, 0, 1);
    }

    /** Allows exceptions of Java itself only. */
    static AllowList systemExceptionsOnly() {
        return new AllowList(Set.of(), true, 1 << 16, 64);
    }

    /** Tells whether the name is allowed, or may be: an exception of Java itself is known by its class. */
    void checkName(String name) throws InvalidClassException {
        if (!names.contains(element(name)) && !(systemExceptions && inExceptionPackage(name)))
            throw new InvalidClassException(name, "is not among the classes that the contract allows");
    }

    private static boolean inExceptionPackage(String name) {
        return EXCEPTION_PACKAGES.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
    }

    /** The name that has to be listed: an array of objects goes by its elements, one of primitives by itself. */
    private static String element(String name) {
        return name.startsWith("[L") ? name.substring(2, name.length() - 1) : name;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        if (info.depth() > maxDepth || info.arrayLength() > maxArray) return Status.REJECTED;
        Class<?> type = info.serialClass();
        if (type == null) return Status.UNDECIDED;
        if (names.contains(element(type.getName()))) return Status.ALLOWED;
        boolean exception =
                systemExceptions && Throwable.class.isAssignableFrom(type) && inExceptionPackage(type.getName());
        return exception ? Status.ALLOWED : Status.REJECTED;
    }
}
