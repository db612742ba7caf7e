package io.rmix.contract;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A generated way to a value: boxed always, without boxing where the source is primitive.
 *
 * @param boxed any value
 * @param typed a Predicate, ToIntFunction, ToLongFunction or ToDoubleFunction for a primitive; else {@link #boxed} itself
 */
record Accessor(Function<Object, @Nullable Object> boxed, Object typed) {

    /** Of a public method without parameters; made by LambdaMetafactory where the JVM lets us. */
    static Accessor of(Method method) {
        MethodHandles.Lookup lookup = lookup(method.getDeclaringClass());
        if (!lookup.hasFullPrivilegeAccess()) {
            return HandleAccessor.of(getter(lookup, method));
        }
        Class<?> result = method.getReturnType();
        if (result == int.class) {
            ToIntFunction<Object> get = lambda(method, ToIntFunction.class, "applyAsInt", int.class);
            return new Accessor(get::applyAsInt, get);
        } else if (result == long.class) {
            ToLongFunction<Object> get = lambda(method, ToLongFunction.class, "applyAsLong", long.class);
            return new Accessor(get::applyAsLong, get);
        } else if (result == double.class) {
            ToDoubleFunction<Object> get = lambda(method, ToDoubleFunction.class, "applyAsDouble", double.class);
            return new Accessor(get::applyAsDouble, get);
        } else if (result == boolean.class) {
            Predicate<Object> get = lambda(method, Predicate.class, "test", boolean.class);
            return new Accessor(get::test, get);
        }
        Function<Object, @Nullable Object> get = lambda(method, Function.class, "apply", Object.class);
        return new Accessor(get, get);
    }

    /** Of one of the arguments of a call, held in an {@code Object[]}. */
    static Accessor ofArgument(int index) {
        Function<Object, @Nullable Object> get = arguments -> ((Object[]) arguments)[index];
        return new Accessor(get, get);
    }

    /** The constructor as {@code (Object[])Object}. */
    static MethodHandle spread(Constructor<?> constructor) {
        try {
            int count = constructor.getParameterCount();
            return lookup(constructor.getDeclaringClass())
                    .unreflectConstructor(constructor)
                    .asFixedArity()
                    .asSpreader(Object[].class, count)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("cannot be called: " + constructor, e);
        }
    }

    /** The method as {@code (Object, Object[])Object}, null for void. */
    static MethodHandle spread(Method method) {
        try {
            int count = method.getParameterCount();
            return lookup(method.getDeclaringClass())
                    .unreflect(method)
                    .asFixedArity()
                    .asSpreader(Object[].class, count)
                    .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("cannot be called: " + method, e);
        }
    }

    private static MethodHandle getter(MethodHandles.Lookup lookup, Method method) {
        try {
            return lookup.unreflect(method);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("no accessor can be made for " + method, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <F> F lambda(Method method, Class<?> type, String name, Class<?> erased) {
        try {
            MethodHandles.Lookup lookup = lookup(method.getDeclaringClass());
            MethodHandle target = lookup.unreflect(method);
            MethodType dynamic = MethodType.methodType(
                    erased == Object.class ? method.getReturnType() : erased, method.getDeclaringClass());
            return (F) LambdaMetafactory.metafactory(
                            lookup,
                            name,
                            MethodType.methodType(type),
                            MethodType.methodType(erased, Object.class),
                            target,
                            dynamic)
                    .getTarget()
                    .invoke();
        } catch (Throwable e) {
            throw new IllegalArgumentException("no accessor can be made for " + method, e);
        }
    }

    /** Into the class itself, which need not be public; for classes of the JDK what is public. */
    private static MethodHandles.Lookup lookup(Class<?> target) {
        MethodHandles.Lookup own = MethodHandles.lookup();
        try {
            return MethodHandles.privateLookupIn(target, own);
        } catch (IllegalAccessException e) {
            return own;
        }
    }
}
