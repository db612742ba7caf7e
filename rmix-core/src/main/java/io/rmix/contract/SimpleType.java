package io.rmix.contract;

import io.rmix.RemoteRef;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Types without parts of their own. */
public enum SimpleType implements Type {
    /** true or false. */
    BOOLEAN(Kind.BOOLEAN, boolean.class, Boolean.class),
    /** 32 bits, signed. */
    INT(Kind.INT, int.class, Integer.class),
    /** 64 bits, signed. */
    LONG(Kind.LONG, long.class, Long.class),
    /** IEEE 754 binary64, with infinities, NaN and negative zero. */
    DOUBLE(Kind.DOUBLE, double.class, Double.class),
    /** Unicode; a surrogate without its partner is refused. */
    STRING(Kind.STRING, String.class, String.class),
    /** byte[]. */
    BYTES(Kind.BYTES, byte[].class, byte[].class),
    /** A point in time, in nanoseconds, from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z. */
    INSTANT(Kind.INSTANT, Instant.class, Instant.class),
    /** A length of time, in nanoseconds, of up to 315,576,000,000 seconds (10,000 years) either way. */
    DURATION(Kind.DURATION, Duration.class, Duration.class),
    /** A reference to an exported object. */
    REMOTE_REF(Kind.REMOTE_REF, RemoteRef.class, RemoteRef.class),
    /** No result; its value is null. */
    VOID(Kind.VOID, void.class, Void.class);

    private final Kind kind;
    private final Class<?> javaType;
    private final Class<?> boxed;

    SimpleType(Kind kind, Class<?> javaType, Class<?> boxed) {
        this.kind = kind;
        this.javaType = javaType;
        this.boxed = boxed;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Class<?> javaType() {
        return javaType;
    }

    /** The class that values have as objects: {@code Integer.class} for INT. */
    public Class<?> boxedType() {
        return boxed;
    }

    @Override
    public void check(@Nullable Object value) {
        if (this == VOID) {
            if (value != null) {
                throw new EncodeException("must be null: the method is void");
            }
            return;
        }
        Object present = Checks.instance(value, boxed);
        switch (this) {
            case STRING -> Checks.utf8Length((String) present);
            case INSTANT -> Times.checkInstant((Instant) present);
            case DURATION -> Times.checkDuration((Duration) present);
            case BOOLEAN, INT, LONG, DOUBLE, BYTES, REMOTE_REF, VOID -> {}
        }
    }
}
