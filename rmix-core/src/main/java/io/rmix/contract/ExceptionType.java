package io.rmix.contract;

import java.lang.invoke.MethodHandle;

/**
 * A declared exception. Its components are the parameters of one public constructor, read back by accessors of the same names
 * ({@code code()}, {@code getCode()}, {@code isCode()}); a message that is null travels as an empty one. Causes, suppressed
 * exceptions and stack traces stay where they are.
 */
public final class ExceptionType extends StructType {
    ExceptionType(Class<?> javaType, String name, MethodHandle constructor) {
        super(javaType, name, constructor);
    }

    @Override
    public Kind kind() {
        return Kind.EXCEPTION;
    }

    @Override
    public Class<? extends Throwable> javaType() {
        return super.javaType().asSubclass(Throwable.class);
    }
}
