package io.rmix.contract;

import java.lang.invoke.MethodHandle;

/** A Java record. It may hold itself through List, Map or Optional. */
public final class RecordType extends StructType {
    RecordType(Class<?> javaType, String name, MethodHandle constructor) {
        super(javaType, name, constructor);
    }

    @Override
    public Kind kind() {
        return Kind.RECORD;
    }
}
