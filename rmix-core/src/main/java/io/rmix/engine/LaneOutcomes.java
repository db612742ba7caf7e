package io.rmix.engine;

import io.rmix.InvocationException;
import io.rmix.LaneListener;
import io.rmix.LaneListener.LaneFailure;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles a stub's one-way calls and tells its listener, in order, on completion threads. What is said under the sender's lock is told
 * after {@link #tell}, which is called without it.
 */
final class LaneOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(LaneOutcomes.class);

    /** In which the listener can be told of what is settled. */
    private static final long MOMENT_NANOS = 10_000_000;

    private final Optional<LaneListener> listener;
    private final SerialExecutor completions;
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private long settled;

    private record Waiter(long sequence, CompletableFuture<Void> future) {}

    LaneOutcomes(Optional<LaneListener> listener, Executor completions) {
        this.listener = listener;
        this.completions = new SerialExecutor(completions);
    }

    /** Whether somebody waits for the outcome of that call, or of a later one. */
    boolean isAwaited(long sequence) {
        if (listener.isEmpty() || listener.get().awaits(sequence)) return true;
        synchronized (this) {
            return !waiters.isEmpty();
        }
    }

    /** Everything up to here was executed or has been reported as failed; 0 changes nothing. */
    void executed(long sequence) {
        if (sequence == 0) return;
        boolean wakes = settle(sequence);
        if (listener.isEmpty() && !wakes) return;
        completions.add(() -> {
            listener.ifPresent(heard -> heard.executed(sequence));
            wake(sequence);
        });
    }

    /** If nobody hears of each: one line for all. */
    void logLost(long first, long last, String reason) {
        if (listener.isEmpty()) LOG.warn("one-way calls {} to {} were lost: {}", first, last, reason);
    }

    void failed(long sequence, InvocationException cause) {
        settle(sequence);
        completions.add(() -> {
            listener.ifPresent(heard -> heard.failed(new LaneFailure(sequence, cause)));
            wake(sequence);
        });
    }

    /** Lets the listener hear what was settled. */
    void tell() {
        completions.kick();
    }

    private synchronized boolean settle(long sequence) {
        settled = Math.max(settled, sequence);
        return !waiters.isEmpty();
    }

    private void wake(long sequence) {
        while (true) {
            Waiter waiter;
            synchronized (this) {
                waiter = waiters.peek();
                if (waiter == null || waiter.sequence() > sequence) return;
                waiters.poll();
            }
            waiter.future().complete(null);
        }
    }

    synchronized long settled() {
        return settled;
    }

    /** Completes when the call and all before it are settled and the listener has been told. */
    CompletableFuture<Void> whenSettled(long sequence) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        boolean already;
        synchronized (this) {
            already = settled >= sequence;
            if (!already) waiters.add(new Waiter(sequence, future));
        }
        if (already) completions.execute(() -> future.complete(null));
        return future;
    }

    /** Waits, at most until then. */
    void awaitSettled(long sequence, long endNanos) {
        try {
            whenSettled(sequence).get(Math.max(MOMENT_NANOS, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.warn("one-way calls {} to {} were not acknowledged in time", settled() + 1, sequence);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
