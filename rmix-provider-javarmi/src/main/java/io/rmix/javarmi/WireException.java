package io.rmix.javarmi;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import org.jspecify.annotations.Nullable;

/** A request did not get its answer; where it belongs to is added by who sent it. */
final class WireException extends Exception {
    private static final long serialVersionUID = 1;

    private final Code code;
    private final Outcome outcome;

    WireException(Code code, Outcome outcome, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.code = code;
        this.outcome = outcome;
    }

    Code code() {
        return code;
    }

    Outcome outcome() {
        return outcome;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
