package io.rmix;

import io.rmix.InvocationException.Code;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a call ended.
 *
 * @param kind of end
 * @param exception what the servant declared and threw, or at a client the failure; empty for a result and for failures at a server
 * @param code of a failure; empty otherwise
 * @param outcome of a failure; empty otherwise
 * @param time from the call's interception to its end
 */
public record CallEnd(
        Kind kind, Optional<Throwable> exception, Optional<Code> code, Optional<Outcome> outcome, Duration time) {
    /** How. */
    public enum Kind {
        /** With a result; of a one-way call: it was executed. */
        RESULT,
        /** With an exception that the operation declares. */
        DECLARED,
        /** With any other failure. */
        FAILED
    }

    public CallEnd {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(exception, "exception");
        Objects.requireNonNull(time, "time");
        boolean failed = kind == Kind.FAILED;
        if (failed != code.isPresent() || failed != outcome.isPresent())
            throw new IllegalArgumentException("code and outcome are those of a failure");
    }

    /** With a result. */
    public static CallEnd result(Duration time) {
        return new CallEnd(Kind.RESULT, Optional.empty(), Optional.empty(), Optional.empty(), time);
    }

    /** With a declared exception. */
    public static CallEnd declared(Throwable exception, Duration time) {
        return new CallEnd(Kind.DECLARED, Optional.of(exception), Optional.empty(), Optional.empty(), time);
    }

    /** With a failure, as a server answers it. */
    public static CallEnd failed(Code code, Outcome outcome, Duration time) {
        return new CallEnd(Kind.FAILED, Optional.empty(), Optional.of(code), Optional.of(outcome), time);
    }

    /** With a failure, as a client gets it. */
    public static CallEnd failed(InvocationException failure, Duration time) {
        return new CallEnd(
                Kind.FAILED, Optional.of(failure), Optional.of(failure.code()), Optional.of(failure.outcome()), time);
    }
}
