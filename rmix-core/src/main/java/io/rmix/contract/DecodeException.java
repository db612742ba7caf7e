package io.rmix.contract;

import org.jspecify.annotations.Nullable;

/** Bytes, or another wire's form, that are malformed, break a bound, or hold a value that the type does not allow. */
public final class DecodeException extends CodecException {
    private static final long serialVersionUID = 1;

    /** A problem, which reads on after the path: {@code "is absent"}. */
    public DecodeException(String problem) {
        super(problem, null);
    }

    /** A problem and what it was found by. */
    public DecodeException(String problem, @Nullable Throwable cause) {
        super(problem, cause);
    }

    /** Puts a segment, a field's name or {@code [index]}, before the path and returns this. For codecs, on the way out of a value. */
    public DecodeException within(String segment) {
        prepend(segment);
        return this;
    }

    DecodeException at(Root label) {
        root(label);
        return this;
    }
}
