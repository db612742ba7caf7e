package io.rmix.examples.jobqueue.replay;

import io.rmix.InvocationException;
import io.rmix.Outcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls to whichever member answers. One that was not executed, or of which nobody knows whether it was, is repeated after a while
 * through another member: every method of a job queue may be. Any other failure ends the replay, and so does silence of all members.
 *
 * <p>Everything happens on the thread that replays; answers only put what is to be done about them into a queue, from whichever
 * thread they come.
 */
final class Calls {
    private final Turns turns;
    private final Duration patience;
    private final BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
    private final PriorityQueue<Call<?>> toRepeat = new PriorityQueue<>(Comparator.comparingLong(call -> call.due));
    private int outstanding;
    /** Whether nothing but failures came since {@link #silentSince}. */
    private boolean silent;

    private long silentSince;
    private @Nullable Throwable lastFailure;
    private @Nullable Throwable failure;
    private String whatFailed = "";

    /** A call until it is answered. */
    abstract static class Call<T> {
        private final String what;
        private final Backoff backoff = new Backoff();
        private boolean failedOnce;
        private long firstFailure;
        private long due;

        Call(String what) {
            this.what = what;
        }

        abstract CompletionStage<T> begin(AsyncJobQueue member);

        abstract void answered(T value);

        /** Takes a failure that is an answer; returns whether it is one. */
        boolean answeredBy(Throwable error) {
            return false;
        }

        /** Whether an attempt has failed. */
        boolean hasFailedOnce() {
            return failedOnce;
        }

        /** Nanoseconds since the first attempt that failed. */
        long nanosSinceFailure() {
            return System.nanoTime() - firstFailure;
        }
    }

    /** @param patience how long calls are repeated while no member answers at all */
    Calls(Turns turns, Duration patience) {
        this.turns = turns;
        this.patience = patience;
    }

    /** Begins a call; {@link #step} takes its answer. */
    <T> void begin(Call<T> call) {
        outstanding++;
        attempt(call);
    }

    /** Calls begun and not answered; those that are to be repeated count. */
    int outstanding() {
        return outstanding;
    }

    /** Whether a call has failed for good, so that none is begun or repeated any more. */
    boolean hasFailed() {
        return failure != null;
    }

    /** Waits for an answer and takes it, or for the time to repeat a call. Returns whether it was an answer. */
    boolean step() throws InterruptedException {
        repeatDue();
        if (outstanding == 0) {
            return false;
        }
        Call<?> next = toRepeat.peek();
        Runnable answer = next == null
                ? answers.take()
                : answers.poll(Math.max(0, next.due - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (answer == null) {
            return false;
        }
        answer.run();
        return true;
    }

    /** Throws what failed, once nothing is outstanding. */
    void throwFailure(ReplayProgress progress) throws ReplayException {
        if (failure != null) {
            throw new ReplayException(
                    "the replay stopped when " + whatFailed + " failed: " + failure, progress, failure);
        }
    }

    private void repeatDue() {
        long now = System.nanoTime();
        for (Call<?> call; (call = toRepeat.peek()) != null && call.due - now <= 0; ) {
            toRepeat.remove();
            attempt(call);
        }
    }

    private <T> void attempt(Call<T> call) {
        long now = System.nanoTime();
        Turns.Turn turn = turns.next(now);
        if (turn == null) {
            repeatAt(turns.nextAt(now), call, now);
            return;
        }
        try {
            call.begin(turn.queue())
                    .whenComplete((value, error) -> answers.add(() -> answered(call, turn, value, error)));
        } catch (RuntimeException e) {
            answers.add(() -> answered(call, turn, null, e));
        }
    }

    private <T> void answered(Call<T> call, Turns.Turn turn, @Nullable T value, @Nullable Throwable error) {
        if (value != null || error == null || call.answeredBy(error)) {
            turn.answered();
            silent = false;
            outstanding--;
            if (value != null) {
                call.answered(value);
            } else if (error == null) {
                fail(call, new NullPointerException(call.what + " was answered by null"));
            }
        } else if (mayBeRepeated(error) && !hasFailed()) {
            failedAtMember(call, turn, error);
        } else {
            outstanding--;
            fail(call, error);
        }
    }

    private void failedAtMember(Call<?> call, Turns.Turn turn, Throwable error) {
        long now = System.nanoTime();
        turn.failed(now);
        lastFailure = error;
        if (!silent) {
            silent = true;
            silentSince = now;
        }
        if (!call.failedOnce) {
            call.failedOnce = true;
            call.firstFailure = now;
        }
        repeatAt(now + call.backoff.next(), call, now);
    }

    private void repeatAt(long due, Call<?> call, long now) {
        Throwable last = lastFailure;
        if (hasFailed() || (last != null && silent && now - silentSince >= patience.toNanos())) {
            outstanding--;
            fail(call, last == null ? new IllegalStateException("no member takes calls") : last);
        } else {
            call.due = due;
            toRepeat.add(call);
        }
    }

    private void fail(Call<?> call, Throwable error) {
        if (failure == null) {
            whatFailed = call.what;
            failure = error;
        }
        outstanding -= toRepeat.size();
        toRepeat.clear();
    }

    private static boolean mayBeRepeated(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvocationException failed) {
                return failed.outcome() != Outcome.INVOKED && mayDoBetter(failed.code());
            }
        }
        return false;
    }

    /** Whether another attempt may end otherwise. */
    private static boolean mayDoBetter(InvocationException.Code code) {
        return switch (code) {
            case TOO_LARGE, NO_SUCH_METHOD, INVALID, UNSUPPORTED, DENIED -> false;
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, BUSY, NO_SUCH_SERVICE, SERVANT_FAILED, CLOSED, INTERNAL ->
                true;
        };
    }
}
