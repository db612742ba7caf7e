package io.rmix.contract;

import org.jspecify.annotations.Nullable;

/**
 * A type that parameters, results and fields may have. Switch over {@link #kind()} and cast: a kind has one class.
 *
 * <p>Types are immutable and belong to one contract: the same record may have other field numbers in another contract. Simple,
 * list, map and optional types are equal by what they hold; records, enums, exceptions and messages by identity.
 */
public sealed interface Type permits SimpleType, EnumType, StructType, ListType, MapType, OptionalType, MessageType {

    /** All there are; the class that goes with each is named. */
    enum Kind {
        /** {@link SimpleType#BOOLEAN}. */
        BOOLEAN,
        /** {@link SimpleType#INT}. */
        INT,
        /** {@link SimpleType#LONG}. */
        LONG,
        /** {@link SimpleType#DOUBLE}. */
        DOUBLE,
        /** {@link SimpleType#STRING}. */
        STRING,
        /** {@link SimpleType#BYTES}. */
        BYTES,
        /** {@link SimpleType#INSTANT}. */
        INSTANT,
        /** {@link SimpleType#DURATION}. */
        DURATION,
        /** {@link SimpleType#REMOTE_REF}. */
        REMOTE_REF,
        /** {@link EnumType}. */
        ENUM,
        /** {@link RecordType}. */
        RECORD,
        /** {@link ListType}. */
        LIST,
        /** {@link MapType}. */
        MAP,
        /** {@link OptionalType}. */
        OPTIONAL,
        /** {@link MessageType}. */
        MESSAGE,
        /** {@link ExceptionType}; never the type of a parameter, result or field. */
        EXCEPTION,
        /** {@link SimpleType#VOID}; only as a result. */
        VOID
    }

    /** What to switch over. */
    Kind kind();

    /** The Java class; of int, long, double and boolean the primitive one, also where the source has the boxed one. */
    Class<?> javaType();

    /** Whether this is the type of a method without a result. */
    default boolean isVoid() {
        return kind() == Kind.VOID;
    }

    /**
     * Checks a value with all it holds: nulls, classes, ranges of times, and surrogates without a partner in strings.
     *
     * @throws EncodeException that names the path of the first value that does not fit
     */
    void check(@Nullable Object value);
}
