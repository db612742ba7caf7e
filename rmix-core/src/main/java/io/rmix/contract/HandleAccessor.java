package io.rmix.contract;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Accessors by method handle, for classes of another module than this one's; so are those of another class loader. There the
 * JVM lets nobody else generate a class that reads them.
 */
final class HandleAccessor {
    private final MethodHandle handle;

    private HandleAccessor(MethodHandle getter, Class<?> result) {
        handle = getter.asType(MethodType.methodType(result, Object.class));
    }

    static Accessor of(MethodHandle getter) {
        Class<?> result = getter.type().returnType();
        if (result == int.class) {
            ToIntFunction<Object> get = new HandleAccessor(getter, result)::getInt;
            return new Accessor(get::applyAsInt, get);
        } else if (result == long.class) {
            ToLongFunction<Object> get = new HandleAccessor(getter, result)::getLong;
            return new Accessor(get::applyAsLong, get);
        } else if (result == double.class) {
            ToDoubleFunction<Object> get = new HandleAccessor(getter, result)::getDouble;
            return new Accessor(get::applyAsDouble, get);
        } else if (result == boolean.class) {
            Predicate<Object> get = new HandleAccessor(getter, result)::getBoolean;
            return new Accessor(get::test, get);
        }
        Function<Object, @Nullable Object> get = new HandleAccessor(getter, Object.class)::getObject;
        return new Accessor(get, get);
    }

    private int getInt(Object holder) {
        try {
            return (int) handle.invokeExact(holder);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private long getLong(Object holder) {
        try {
            return (long) handle.invokeExact(holder);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private double getDouble(Object holder) {
        try {
            return (double) handle.invokeExact(holder);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private boolean getBoolean(Object holder) {
        try {
            return (boolean) handle.invokeExact(holder);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private @Nullable Object getObject(Object holder) {
        try {
            return (Object) handle.invokeExact(holder);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
    }
}
