package io.rmix.contract;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;

/** What the type variables of the interfaces that a service interface extends are bound to. */
final class TypeVariables {
    private final Map<TypeVariable<?>, Type> bound = new HashMap<>();

    TypeVariables(Class<?> serviceInterface) {
        bind(serviceInterface);
    }

    private void bind(Class<?> type) {
        for (Type parent : type.getGenericInterfaces()) {
            if (parent instanceof ParameterizedType generic) {
                Class<?> raw = (Class<?>) generic.getRawType();
                Type[] arguments = generic.getActualTypeArguments();
                for (int i = 0; i < arguments.length; i++) {
                    bound.put(raw.getTypeParameters()[i], resolve(arguments[i]));
                }
                bind(raw);
            } else {
                bind((Class<?>) parent);
            }
        }
    }

    /** The type, with a variable replaced by what it is bound to, if it is. */
    Type resolve(Type type) {
        Type known = type instanceof TypeVariable<?> variable ? bound.get(variable) : null;
        return known == null ? type : known;
    }

    /** Parameters as a caller sees them, erased. */
    static String signature(Method method) {
        StringBuilder out = new StringBuilder(method.getName());
        for (Class<?> parameter : method.getParameterTypes()) {
            out.append(' ').append(parameter.getName());
        }
        return out.toString();
    }
}
