package io.rmix.engine;

import io.rmix.contract.Contract;
import io.rmix.contract.Operation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects of the service interface whose methods become operations; default methods run here. The proxy class is looked up
 * once, so that a view is as cheap as two objects.
 */
final class StubViews<T> {
    private static final @Nullable Object[] NONE = {};

    private final Class<T> type;
    private final Contract contract;
    private final Constructor<?> constructor;

    StubViews(Class<T> type, Contract contract) {
        this.type = type;
        this.contract = contract;
        InvocationHandler none = (proxy, method, arguments) -> null;
        Object first = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, none);
        try {
            this.constructor = first.getClass().getDeclaredConstructor(InvocationHandler.class);
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an operation of a view does. */
    interface Action {
        @Nullable Object invoke(Operation operation, @Nullable Object[] arguments) throws Throwable;
    }

    /** How a recorded call is started. */
    interface Starter {
        CompletableFuture<@Nullable Object> start(Operation operation, @Nullable Object[] arguments);
    }

    /** What the user calls on a recording view. */
    interface Recorded<T> {
        @Nullable Object on(T service) throws Exception;
    }

    T make(Action action) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Operation operation = contract.find(method);
            if (operation != null) return action.invoke(operation, arguments == null ? NONE : arguments);
            return local(proxy, method, arguments);
        };
        try {
            return type.cast(constructor.newInstance(handler));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a stub of " + type.getName(), e);
        }
    }

    private @Nullable Object local(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.isDefault()) return InvocationHandler.invokeDefault(proxy, method, arguments);
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "stub of " + contract.name();
        };
    }

    /** Runs the user's function on a view that notes the one call it makes; a function that fails starts none. */
    @SuppressWarnings("unchecked")
    <R> CompletableFuture<R> record(Recorded<T> call, Starter starter) {
        Recording recording = new Recording();
        try {
            call.on(make(recording));
        } catch (RuntimeException e) {
            throw e;
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("the function given to async failed", e.getCause());
        } catch (Exception e) {
            throw new IllegalArgumentException("the function given to async failed before it made a call", e);
        }
        Operation operation = recording.operation;
        if (operation == null)
            throw new IllegalArgumentException("the function given to async made no call of " + contract.name());
        return (CompletableFuture<R>) starter.start(operation, recording.arguments);
    }

    private static final class Recording implements Action {
        private @Nullable Operation operation;
        private @Nullable Object[] arguments = NONE;

        @Override
        public @Nullable Object invoke(Operation called, @Nullable Object[] given) {
            if (operation != null)
                throw new IllegalArgumentException("the function given to async made more than one call");
            operation = called;
            arguments = given;
            return nothing(called.method().getReturnType());
        }
    }

    /** What a method returns when there is no result. */
    static @Nullable Object nothing(Class<?> type) {
        if (!type.isPrimitive() || type == void.class) return null;
        if (type == boolean.class) return Boolean.FALSE;
        if (type == int.class) return 0;
        return type == long.class ? (Object) 0L : (Object) 0.0;
    }
}
