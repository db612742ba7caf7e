package io.rmix.engine;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.RefusedException;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.Operation;
import io.rmix.contract.Type;
import io.rmix.spi.Failure;
import io.rmix.spi.InboundCall;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what a servant gave, or why there is nothing, as providers send it. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    /** Sends a result; returns null, or the failure that was sent because the result cannot be. */
    static @Nullable Failure result(InboundCall call, @Nullable Object result) {
        Operation operation = call.operation();
        if (result == null && operation.result().kind() != Type.Kind.VOID) {
            LOG.error("{} {}: the servant returned null", call.endpoint(), operation.name());
            return refuse(
                    call, Code.SERVANT_FAILED, Outcome.INVOKED, "the servant returned null, which no protocol carries");
        }
        try {
            call.succeed(result);
            return null;
        } catch (Throwable e) {
            return unsendable(call, e);
        }
    }

    /** What the servant gave could not be read, by a fault of its own: a list that changes meanwhile, an accessor that throws. */
    private static Failure unsendable(InboundCall call, Throwable e) {
        LOG.error(
                "{} {}: the servant's answer cannot be sent",
                call.endpoint(),
                call.operation().name(),
                e);
        return refuse(call, Code.INVALID, Outcome.INVOKED, "the servant's answer cannot be sent; its log says why");
    }

    /** Sends what the servant threw: as declared, as it said itself, or without details. */
    static Failure thrown(InboundCall call, Throwable e) {
        ExceptionType declared = call.operation().exceptionFor(e);
        if (declared != null) {
            Failure.Declared failure = new Failure.Declared(declared, e);
            try {
                call.fail(failure);
                return failure;
            } catch (Throwable again) {
                return unsendable(call, again);
            }
        }
        if (e instanceof RefusedException refused)
            return refuse(call, refused.code(), refused.outcome(), refused.reason());
        LOG.error("{} {}: the servant failed", call.endpoint(), call.operation().name(), e);
        return refuse(call, Code.SERVANT_FAILED, Outcome.INVOKED, "the servant failed; its log says why");
    }

    /** Sends what became of a servant's stage. */
    static @Nullable Failure completed(InboundCall call, @Nullable Object result, @Nullable Throwable failure) {
        if (failure == null) return result(call, call.operation().result().kind() == Type.Kind.VOID ? null : result);
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) cause = cause.getCause();
        if (!(cause instanceof CancellationException)) return thrown(call, cause);
        boolean late = call.context().hasDeadline() && call.context().remainingNanos() == 0;
        return refuse(
                call,
                late ? Code.DEADLINE_EXCEEDED : Code.CANCELLED,
                Outcome.INVOKED,
                late ? "the servant gave up at the deadline" : "the servant cancelled its work");
    }

    static Failure refuse(InboundCall call, Code code, Outcome outcome, String reason) {
        Failure failure = new Failure.Refused(code, outcome, reason);
        call.fail(failure);
        return failure;
    }
}
