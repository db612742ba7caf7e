package io.rmix.contract;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One part of a record or exception. */
public final class Component {
    private final String name;
    private final int index;
    private final Type type;
    private final int number;
    private final Accessor accessor;

    Component(String name, int index, Type type, int number, Accessor accessor) {
        this.name = name;
        this.index = index;
        this.type = type;
        this.number = number;
        this.accessor = accessor;
    }

    /** Name in Java's spelling, such as {@code unitPrice}. */
    public String name() {
        return name;
    }

    /** Place in the constructor, from 0. */
    public int index() {
        return index;
    }

    /** Type of its values. */
    public Type type() {
        return type;
    }

    /** Field number in protobuf, at least 1. */
    public int number() {
        return number;
    }

    /** Gets the value out of a record or exception, boxed; generated, without reflection. */
    public Function<Object, @Nullable Object> accessor() {
        return accessor.boxed();
    }

    /** The accessor with the variants that do not box. */
    Accessor typedAccessor() {
        return accessor;
    }

    @Override
    public String toString() {
        return name + ": " + type;
    }
}
