package io.rmix.contract;

import org.jspecify.annotations.Nullable;

/** A value that cannot be sent: null, of a wrong class, out of range or too large. Nothing has been sent when it is thrown. */
public final class EncodeException extends CodecException {
    private static final long serialVersionUID = 1;

    private final boolean tooLarge;

    /** A problem, which reads on after the path: {@code "is null"}. */
    public EncodeException(String problem) {
        this(problem, null, false);
    }

    EncodeException(String problem, @Nullable Throwable cause) {
        this(problem, cause, false);
    }

    private EncodeException(String problem, @Nullable Throwable cause, boolean tooLarge) {
        super(problem, cause);
        this.tooLarge = tooLarge;
    }

    /** A value whose encoding is larger than a limit. */
    public static EncodeException tooLarge(String problem) {
        return new EncodeException(problem, null, true);
    }

    /** Whether the value fits its type but not the limits. */
    public boolean tooLarge() {
        return tooLarge;
    }

    /** Puts a segment, a field's name or {@code [index]}, before the path and returns this. For codecs, on the way out of a value. */
    public EncodeException within(String segment) {
        prepend(segment);
        return this;
    }

    EncodeException at(Root label) {
        root(label);
        return this;
    }
}
