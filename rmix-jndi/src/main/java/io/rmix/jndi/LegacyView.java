package io.rmix.jndi;

import io.rmix.InvocationException;
import io.rmix.Stub;
import io.rmix.contract.EncodeException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.rmi.MarshalException;
import java.rmi.RemoteException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stub as a program for Java RMI expects one: it fails with {@link RemoteException}. */
final class LegacyView implements InvocationHandler {
    private final Stub<?> stub;
    private final Object service;

    private LegacyView(Stub<?> stub) {
        this.stub = stub;
        this.service = stub.sync();
    }

    static <T> T of(Class<T> type, Stub<T> stub) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new LegacyView(stub)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) return ofObject(proxy, method, arguments);
        if (method.isDefault()) return InvocationHandler.invokeDefault(proxy, method, arguments);
        try {
            return method.invoke(service, arguments);
        } catch (InvocationTargetException e) {
            throw asDeclared(method, e.getCause());
        }
    }

    private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && arguments[0] == proxy;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> stub.contract().name() + " at " + stub.endpoint();
        };
    }

    /** Unchecked as it came where the method's declaration has no room for another. */
    private static Throwable asDeclared(Method method, @Nullable Throwable thrown) {
        boolean room = Arrays.stream(method.getExceptionTypes())
                .anyMatch(declared -> declared.isAssignableFrom(RemoteException.class));
        if (room && thrown instanceof InvocationException e) return Failures.remote(e);
        if (room && thrown instanceof EncodeException e)
            return new MarshalException(e.getMessage() + " [INVALID, NOT_INVOKED]");
        return thrown == null ? new IllegalStateException("a call failed without a reason: " + method) : thrown;
    }
}
