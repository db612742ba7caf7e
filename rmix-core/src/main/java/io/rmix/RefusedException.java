package io.rmix;

import io.rmix.InvocationException.Code;
import java.util.Objects;

/**
 * Thrown by a servant that stands in front of another system and knows better than its skeleton what became of the call: the
 * caller gets this code, outcome and text in its {@link InvocationException}. Anything else that a servant throws undeclared
 * reaches the caller as {@code SERVANT_FAILED}, INVOKED, without details.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final Outcome outcome;

    /**
     * Answers the call that is being served.
     *
     * @param code why; not {@code UNAVAILABLE}, which says that the peer was not reached
     * @param outcome what the caller may conclude
     * @param reason for the caller
     * @throws IllegalArgumentException if the code is {@code UNAVAILABLE}
     */
    public RefusedException(Code code, Outcome outcome, String reason) {
        super(Objects.requireNonNull(reason));
        if (code == Code.UNAVAILABLE)
            throw new IllegalArgumentException("a peer that answers is not UNAVAILABLE; use BUSY or CLOSED");
        this.code = Objects.requireNonNull(code);
        this.outcome = Objects.requireNonNull(outcome);
    }

    /** Why, as the caller will see it. */
    public Code code() {
        return code;
    }

    /** What the caller may conclude. */
    public Outcome outcome() {
        return outcome;
    }

    /** What the caller is told. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
