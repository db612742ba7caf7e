package io.rmix.engine;

import io.rmix.InvocationException;
import io.rmix.contract.Operation;
import io.rmix.spi.CallContext;
import java.util.concurrent.TimeUnit;

/** When a failed call is made again: only operations declared idempotent, only while the peer cannot be reached or is busy. */
final class Retry {
    private static final int ATTEMPTS = 4;
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private Retry() {}

    /**
     * How long to wait before the next attempt.
     *
     * @param attempt the one that failed, from 1
     * @return nanoseconds, or -1 to give up
     */
    static long pauseNanos(Operation operation, CallContext context, int attempt, Throwable failure) {
        if (!operation.idempotent() || attempt >= ATTEMPTS) return -1;
        if (!(failure instanceof InvocationException invocation)) return -1;
        boolean passing = switch (invocation.code()) {
            case UNAVAILABLE, BUSY -> true;
            case DEADLINE_EXCEEDED,
                    CANCELLED,
                    TOO_LARGE,
                    NO_SUCH_SERVICE,
                    NO_SUCH_METHOD,
                    INVALID,
                    UNSUPPORTED,
                    DENIED,
                    SERVANT_FAILED,
                    CLOSED,
                    INTERNAL -> false;
        };
        long pause = FIRST_PAUSE << (2 * (attempt - 1));
        return passing && pause < context.remainingNanos() ? pause : -1;
    }
}
