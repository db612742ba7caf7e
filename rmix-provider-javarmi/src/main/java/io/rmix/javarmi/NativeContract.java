package io.rmix.javarmi;

import io.rmix.Limits;
import io.rmix.contract.Component;
import io.rmix.contract.Contract;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.ListType;
import io.rmix.contract.MapType;
import io.rmix.contract.Operation;
import io.rmix.contract.Parameter;
import io.rmix.contract.StructType;
import io.rmix.contract.Type;
import java.io.IOException;
import java.io.Serializable;
import java.rmi.RemoteException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A contract whose interface extends {@code java.rmi.Remote}: its methods by hash, and the classes that its calls may bring. */
final class NativeContract {
    private static final List<String> LISTS = List.of(
            "java.util.ArrayList",
            "java.util.LinkedList",
            "java.util.Arrays$ArrayList",
            "java.util.CollSer",
            "java.util.ImmutableCollections$List12",
            "java.util.ImmutableCollections$ListN",
            "java.util.Collections$EmptyList",
            "java.util.Collections$SingletonList",
            "java.util.Collections$UnmodifiableCollection",
            "java.util.Collections$UnmodifiableList",
            "java.util.Collections$UnmodifiableRandomAccessList",
            "java.lang.Object");
    private static final List<String> MAPS = List.of(
            "java.util.HashMap",
            "java.util.LinkedHashMap",
            "java.util.TreeMap",
            "java.util.CollSer",
            "java.util.ImmutableCollections$Map1",
            "java.util.ImmutableCollections$MapN",
            "java.util.Collections$EmptyMap",
            "java.util.Collections$SingletonMap",
            "java.util.Collections$UnmodifiableMap",
            "java.util.Map$Entry",
            "java.lang.Object");
    private final Contract contract;
    private final Map<Long, Operation> byHash = new HashMap<>();
    private final Map<Operation, Long> hashes = new HashMap<>();
    private final AllowList arguments;
    private final AllowList answers;

    NativeContract(Contract contract, Limits limits) {
        this.contract = contract;
        Set<String> in = new HashSet<>();
        Set<String> out = new HashSet<>();
        Set<Type> seen = new HashSet<>();
        Set<Type> seenOut = new HashSet<>();
        for (Operation operation : contract.operations()) {
            long hash = MethodHash.of(operation.method());
            byHash.put(hash, operation);
            hashes.put(operation, hash);
            for (Parameter parameter : operation.parameters()) collect(parameter.type(), in, seen);
            collect(operation.result(), out, seenOut);
            for (ExceptionType exception : operation.exceptions()) collect(exception, out, seenOut);
        }
        // An object within a record within a list is three levels deep; collections add levels of their own.
        int depth = 3 * limits.depth() + 8;
        arguments = new AllowList(in, false, limits.messageBytes(), depth);
        answers = new AllowList(out, true, limits.messageBytes(), depth);
    }

    private static void collect(Type type, Set<String> names, Set<Type> seen) {
        if (!seen.add(type)) return;
        switch (type.kind()) {
            case BOOLEAN -> names.add("java.lang.Boolean");
            case INT -> names.addAll(List.of("java.lang.Integer", "java.lang.Number"));
            case LONG -> names.addAll(List.of("java.lang.Long", "java.lang.Number"));
            case DOUBLE -> names.addAll(List.of("java.lang.Double", "java.lang.Number"));
            case STRING -> names.add("java.lang.String");
            case BYTES -> names.add("[B");
            case INSTANT, DURATION ->
                names.addAll(List.of("java.time.Ser", type.javaType().getName()));
            case ENUM -> names.addAll(List.of(type.javaType().getName(), "java.lang.Enum"));
            case LIST -> {
                names.addAll(LISTS);
                collect(((ListType) type).element(), names, seen);
            }
            case MAP -> {
                names.addAll(MAPS);
                collect(((MapType) type).key(), names, seen);
                collect(((MapType) type).value(), names, seen);
            }
            case RECORD, EXCEPTION -> {
                for (Class<?> c = type.javaType(); c != null && c != Object.class; c = c.getSuperclass())
                    names.add(c.getName());
                for (Component component : ((StructType) type).components()) collect(component.type(), names, seen);
            }
            case VOID, OPTIONAL, REMOTE_REF, MESSAGE -> {}
        }
    }

    /**
     * Refuses what serialisation cannot carry.
     *
     * @throws IllegalArgumentException naming contract, method, parameter and what to do
     */
    static void check(Contract contract) {
        for (Operation operation : contract.operations()) {
            String where = contract.name() + "." + operation.name();
            if (Arrays.stream(operation.method().getExceptionTypes())
                    .noneMatch(e -> e == RemoteException.class || e == IOException.class))
                throw new IllegalArgumentException(
                        where + " does not declare java.rmi.RemoteException, which every method of an"
                                + " interface that extends java.rmi.Remote must; add it, or do not extend Remote");
            for (Parameter parameter : operation.parameters())
                check(parameter.type(), where + ", parameter " + parameter.name(), new HashSet<>());
            check(operation.result(), where + ", result", new HashSet<>());
        }
    }

    private static void check(Type type, String where, Set<Type> seen) {
        if (!seen.add(type)) return;
        switch (type.kind()) {
            case BOOLEAN, INT, LONG, DOUBLE, STRING, BYTES, INSTANT, DURATION, ENUM, VOID, EXCEPTION -> {}
            case OPTIONAL, REMOTE_REF, MESSAGE ->
                throw new IllegalArgumentException(
                        where + ": " + type.javaType().getName()
                                + " does not travel by Java serialisation; use another type, or an interface that does not extend"
                                + " java.rmi.Remote");
            case LIST -> check(((ListType) type).element(), where + ", element", seen);
            case MAP -> check(((MapType) type).value(), where + ", value", seen);
            case RECORD -> {
                if (!Serializable.class.isAssignableFrom(type.javaType()))
                    throw new IllegalArgumentException(
                            where + ": the record " + type.javaType().getName()
                                    + " does not implement java.io.Serializable, as it must in an interface that extends"
                                    + " java.rmi.Remote");
                for (Component component : ((StructType) type).components())
                    check(component.type(), type.javaType().getName() + "." + component.name(), seen);
            }
        }
    }

    Contract contract() {
        return contract;
    }

    ClassLoader loader() {
        ClassLoader loader = contract.javaType().getClassLoader();
        return loader == null ? ClassLoader.getSystemClassLoader() : loader;
    }

    @Nullable Operation find(long hash) {
        return byHash.get(hash);
    }

    long hash(Operation operation) {
        Long hash = hashes.get(operation);
        if (hash == null) throw new IllegalArgumentException(operation.name() + " is no operation of " + contract);
        return hash;
    }

    /** Classes that arguments may have. */
    AllowList arguments() {
        return arguments;
    }

    /** Classes that results and exceptions may have. */
    AllowList answers() {
        return answers;
    }
}
