package io.rmix.contract;

import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What records and exceptions share: named components, and a constructor that takes them in order. */
public abstract sealed class StructType implements Type permits RecordType, ExceptionType {
    private final Class<?> javaType;
    private final String name;
    private final MethodHandle constructor;
    private List<Component> components = List.of();

    /** @param constructor of type (Object[])Object */
    StructType(Class<?> javaType, String name, MethodHandle constructor) {
        this.javaType = javaType;
        this.name = name;
        this.constructor = constructor;
    }

    /** Second step of the construction: a record may hold itself. */
    final void complete(List<Component> parts) {
        components = List.copyOf(parts);
    }

    @Override
    public Class<?> javaType() {
        return javaType;
    }

    /** Name within the contract: the simple name, or that of {@link io.rmix.Name}. */
    public final String name() {
        return name;
    }

    /** In the order of the constructor. */
    public final List<Component> components() {
        return components;
    }

    /**
     * Makes a value.
     *
     * @param values one for each component, in order, boxed, each of its component's type
     * @throws DecodeException if the constructor refuses them
     */
    public final Object construct(Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw new DecodeException("is refused by the constructor of " + javaType.getName() + ": " + e, e);
        }
    }

    @Override
    public void check(@Nullable Object value) {
        Object present = Checks.instance(value, javaType);
        for (Component component : components) {
            try {
                component.type().check(component.accessor().apply(present));
            } catch (EncodeException e) {
                throw e.within(component.name());
            }
        }
    }

    @Override
    public final String toString() {
        return javaType.getName();
    }
}
