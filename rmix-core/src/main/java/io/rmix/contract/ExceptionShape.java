package io.rmix.contract;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to take an exception apart and put it together: by the public constructor with the most parameters of those whose every
 * parameter an accessor of the same name and type gives back.
 *
 * @param parts in the constructor's order
 * @param constructor as (Object[])Object
 */
record ExceptionShape(List<Part> parts, MethodHandle constructor) {
    private static final Set<Class<?>> TOO_WIDE =
            Set.of(Throwable.class, Exception.class, RuntimeException.class, Error.class);
    private static final Accessor MESSAGE = message();

    static ExceptionShape of(Class<?> type, String where) {
        if (TOO_WIDE.contains(type)) {
            throw new ContractException(where, "says nothing of what can happen", "declare exceptions of your own");
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new ContractException(where, "is abstract", "declare the classes that are thrown");
        }
        @Nullable List<Part> best = null;
        @Nullable Constructor<?> chosen = null;
        boolean tie = false;
        for (Constructor<?> constructor : type.getConstructors()) {
            List<Part> parts = parts(type, constructor);
            if (parts == null) {
                continue;
            }
            tie = best != null && best.size() == parts.size() || tie && best != null && best.size() > parts.size();
            if (best == null || parts.size() > best.size()) {
                best = parts;
                chosen = constructor;
            }
        }
        if (best == null || chosen == null || tie) {
            throw new ContractException(
                    where,
                    tie
                            ? "has two public constructors that would do"
                            : "has no public constructor whose parameters accessors give back",
                    "give it one constructor (String message, ...) with a public accessor of the name and type of each"
                            + " parameter, and compile it with -parameters");
        }
        return new ExceptionShape(List.copyOf(best), Accessor.spread(chosen));
    }

    /** Null if a parameter cannot be read back. */
    private static @Nullable List<Part> parts(Class<?> type, Constructor<?> constructor) {
        List<Part> parts = new ArrayList<>();
        Parameter[] parameters = constructor.getParameters();
        for (Parameter parameter : parameters) {
            boolean only = parameters.length == 1 && parameter.getType() == String.class;
            String given = Naming.given(parameter);
            @Nullable String name =
                    given != null ? given : parameter.isNamePresent() ? parameter.getName() : only ? "message" : null;
            if (name == null) {
                return null;
            }
            if (name.equals("message") && parameter.getType() == String.class) {
                parts.add(new Part(name, String.class, MESSAGE));
                continue;
            }
            Method accessor = accessor(type, name, parameter.getParameterizedType());
            if (accessor == null) {
                return null;
            }
            parts.add(new Part(name, parameter.getParameterizedType(), Accessor.of(accessor)));
        }
        return parts;
    }

    private static @Nullable Method accessor(Class<?> type, String name, java.lang.reflect.Type result) {
        String upper = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return Arrays.stream(type.getMethods())
                .filter(m -> m.getParameterCount() == 0 && !Modifier.isStatic(m.getModifiers()))
                .filter(m -> Modifier.isPublic(m.getDeclaringClass().getModifiers()) || m.getDeclaringClass() == type)
                .filter(m -> m.getGenericReturnType().equals(result))
                .filter(m -> Set.of(name, "get" + upper, "is" + upper).contains(m.getName()))
                .min(java.util.Comparator.comparing(Method::getName))
                .orElse(null);
    }

    /** An exception without a message travels with an empty one. */
    private static Accessor message() {
        java.util.function.Function<Object, @Nullable Object> get = thrown -> {
            String message = ((Throwable) thrown).getMessage();
            return message == null ? "" : message;
        };
        return new Accessor(get, get);
    }
}
