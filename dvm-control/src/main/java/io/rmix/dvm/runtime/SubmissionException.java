package io.rmix.dvm.runtime;

import io.rmix.InvocationException.Code;
import io.rmix.dvm.Outcome;
import java.util.Objects;

/** A broadcast or command that was not completed; {@link #outcome} says what its submitter may conclude. */
public final class SubmissionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Code code;
    private final Outcome outcome;

    /** With a reason that names the node or the bound. */
    public SubmissionException(Code code, Outcome outcome, String reason) {
        super(reason + " [" + code + ", " + outcome + "]");
        this.code = Objects.requireNonNull(code, "code");
        this.outcome = Objects.requireNonNull(outcome, "outcome");
    }

    /** TOO_LARGE, BUSY (no room in time, or the view has fewer voters than {@link io.rmix.dvm.SharedConfiguration#writeFloor}), CANCELLED (interrupted while it waited), or CLOSED: the node takes part no more. */
    public Code code() {
        return code;
    }

    /** NOT_INVOKED: no member delivers it. UNKNOWN: some, all or no members deliver it. */
    public Outcome outcome() {
        return outcome;
    }
}
