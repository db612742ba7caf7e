package io.rmix.engine;

import io.rmix.InvocationException.Code;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is at an object that is called by one caller at a time, whichever of its interfaces they use. A call has it until it is
 * answered; others wait in the order they came, without a servant thread.
 */
final class Turn {
    private final Threads threads;
    private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
    private boolean taken;

    /** Who waits. */
    @FunctionalInterface
    private interface Waiter {
        /** The turn has come: goes on elsewhere and returns at once; false if it cannot. */
        boolean start();
    }

    Turn(Threads threads) {
        this.threads = threads;
    }

    /** Runs a call in its turn, on a servant thread; returns at once. */
    void submit(RunningCall call) {
        if (!take(call, () -> start(call))) return;
        threads.servants().execute(call);
    }

    private boolean start(RunningCall call) {
        call.inTurn(this);
        if (threads.tryServe(call)) return true;
        call.inTurn(null);
        call.turnAway(Code.CLOSED, "the server is closing");
        return false;
    }

    /** Waits, on a thread that belongs to the call alone, until the call has the turn; false if interrupted first, which is kept. */
    boolean await(RunningCall call) {
        CompletableFuture<Boolean> come = new CompletableFuture<>();
        if (take(call, () -> come.complete(true))) return true;
        if (!isTrue(come)) return false;
        call.inTurn(this);
        return true;
    }

    private static boolean isTrue(CompletableFuture<Boolean> come) {
        try {
            return come.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !come.complete(false);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives a call the turn if it is free. */
    synchronized boolean tryTake(RunningCall call) {
        if (taken) return false;
        taken = true;
        call.inTurn(this);
        return true;
    }

    /** Gives a call the turn: true if it has it now; else the step runs on a servant thread when its turn has come. */
    boolean takeOrRunLater(RunningCall call, Runnable step) {
        return take(call, () -> {
            call.inTurn(this);
            boolean started = threads.tryServe(step);
            if (!started) call.inTurn(null);
            return started;
        });
    }

    private synchronized boolean take(RunningCall call, Waiter otherwise) {
        if (tryTake(call)) return true;
        waiting.add(otherwise);
        return false;
    }

    /** Gives the turn to who has waited longest. */
    void leave() {
        for (Waiter next; (next = next()) != null; ) if (next.start()) return;
    }

    private synchronized @Nullable Waiter next() {
        Waiter next = waiting.poll();
        if (next == null) taken = false;
        return next;
    }
}
