package io.rmix.contract;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a service interface says, read once: its operations and the types they use. Immutable, safe for any thread, and the same
 * instance for the same interface.
 *
 * <p>Operations are all abstract methods, inherited ones included. Default methods are no operations: they run at the caller, on
 * the stub. Static methods, and abstract ones that every object has (equals, hashCode, toString), are none either.
 */
public final class Contract {
    /** Keeps a contract with its interface, so that neither keeps the other's class loader. */
    private static final ClassValue<Contract> CACHE = new ClassValue<>() {
        @Override
        protected Contract computeValue(Class<?> type) {
            return new ContractReader(type).read();
        }
    };

    private final String name;
    private final Class<?> javaType;
    private final List<Operation> operations;
    private final Map<String, Operation> byName;
    private final Map<Method, Operation> byMethod;
    private final List<Type> namedTypes;
    private final ContractLock lock;

    Contract(
            String name,
            Class<?> javaType,
            List<Operation> operations,
            Map<Method, Operation> byMethod,
            List<Type> namedTypes,
            ContractLock lock) {
        this.name = name;
        this.javaType = javaType;
        this.operations = List.copyOf(operations);
        this.byName = operations.stream().collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));
        this.byMethod = new HashMap<>(byMethod);
        this.namedTypes = List.copyOf(namedTypes);
        this.lock = lock;
    }

    /**
     * The contract of an interface.
     *
     * @throws ContractException if something in it is not allowed; names interface, method, parameter and what to do
     */
    public static Contract of(Class<?> serviceInterface) {
        return CACHE.get(serviceInterface);
    }

    /** Dotted: the interface's canonical name, or that of {@link io.rmix.Name}. */
    public String name() {
        return name;
    }

    /** The part of the name after the last dot. */
    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The part of the name before the last dot, empty if there is none. */
    public String packageName() {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /** The interface. */
    public Class<?> javaType() {
        return javaType;
    }

    /** Whether the interface extends {@code java.rmi.Remote}. */
    public boolean remoteInterface() {
        return java.rmi.Remote.class.isAssignableFrom(javaType);
    }

    /** Sorted by name, for Java does not tell the order of the source. */
    public List<Operation> operations() {
        return operations;
    }

    /** The operation of a name, or null. */
    public @Nullable Operation find(String operation) {
        return byName.get(operation);
    }

    /**
     * The operation of a method of the interface, or of one that it extends.
     *
     * @return null if the method is no operation
     */
    public @Nullable Operation find(Method method) {
        return byMethod.get(method);
    }

    /** Records, enums and exceptions that the operations use, each once, in the order in which they are met. */
    public List<Type> namedTypes() {
        return namedTypes;
    }

    /** The field numbers in use, and those that stay reserved. */
    public ContractLock lock() {
        return lock;
    }

    @Override
    public String toString() {
        return name;
    }
}
