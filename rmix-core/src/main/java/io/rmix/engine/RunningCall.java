package io.rmix.engine;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.Failure;
import io.rmix.spi.InboundCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One accepted call, from acceptance to its answer. */
final class RunningCall extends InboundContext implements Dispatcher.Running, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningCall.class);

    private final Threads threads;
    private final Runnable onEnd;
    private volatile boolean cancelled;
    private @Nullable List<Runnable> cancelActions;
    private @Nullable Future<?> alarm;
    private boolean ended;
    private boolean claimed;
    private boolean open;
    private volatile boolean entered;
    private @Nullable CompletionStage<?> later;
    private @Nullable Interceptions around;
    private @Nullable Failure failure;
    private volatile @Nullable Turn turn;

    RunningCall(InboundCall call, Served served, Threads threads, Runnable onEnd) {
        super(call, served);
        this.threads = threads;
        this.onEnd = onEnd;
    }

    @Override
    public void run() {
        try {
            if (cancelled)
                refuse(Code.CANCELLED, Outcome.NOT_INVOKED, "the caller cancelled before the servant was entered");
            else if (context.hasDeadline() && context.remainingNanos() == 0)
                refuse(
                        Code.DEADLINE_EXCEEDED,
                        Outcome.NOT_INVOKED,
                        "the deadline passed while the call waited for a thread");
            else execute();
        } finally {
            if (!open) end();
        }
    }

    /** Instead of {@link #run}: there is no place for it. */
    void turnAway(Code code, String reason) {
        try {
            refuse(code, Outcome.NOT_INVOKED, reason);
        } finally {
            end();
        }
    }

    private void end() {
        Future<?> waiting;
        if (open) threads.open().remove(this);
        synchronized (this) {
            ended = true;
            waiting = alarm;
            cancelActions = null;
            notifyAll();
        }
        if (waiting != null) waiting.cancel(false);
        if (around != null) around.ended(failure);
        Turn held = turn;
        if (held != null) held.leave();
        onEnd.run();
    }

    private void execute() {
        Interceptions all = null;
        if (!served.interceptors().isEmpty()) {
            all = new Interceptions(call.endpoint() + " " + operation());
            around = all;
            failure = all.begin(served.interceptors(), this);
            if (failure != null) {
                call.fail(failure);
                return;
            }
        }
        @Nullable Object[] arguments = arguments();
        if (arguments == null) return;
        if (all == null) invoke(arguments);
        else invokeWithin(all, arguments);
    }

    /** Null if they do not fit, which has been answered. */
    private @Nullable Object @Nullable [] arguments() {
        try {
            return call.arguments();
        } catch (Throwable e) {
            LOG.warn("{} {} from {}: arguments refused: {}", call.endpoint(), operation(), call.peer(), e.toString());
            refuse(Code.INVALID, Outcome.NOT_INVOKED, "arguments refused: " + e.getMessage());
            return null;
        }
    }

    private void invoke(@Nullable Object[] arguments) {
        Object result;
        try {
            result = enter(arguments);
        } catch (Throwable e) {
            failure = Answers.thrown(call, e);
            return;
        }
        answer(result);
    }

    private void invokeWithin(Interceptions all, @Nullable Object[] arguments) {
        if (!all.enter()) {
            refuse(Code.INTERNAL, Outcome.NOT_INVOKED, Interceptions.FAILED);
            return;
        }
        Object result = null;
        Throwable thrown = null;
        try {
            result = enter(arguments);
        } catch (Throwable e) {
            thrown = e;
        }
        if (!all.leave()) refuse(Code.INTERNAL, Outcome.INVOKED, Interceptions.FAILED);
        else if (thrown != null) failure = Answers.thrown(call, thrown);
        else answer(result);
    }

    private @Nullable Object enter(@Nullable Object[] arguments) throws Throwable {
        RunningCall before = CurrentCall.enter(this);
        entered = true;
        try {
            return call.operation().invoke(served.servant().target(), arguments);
        } finally {
            CurrentCall.leave(before);
        }
    }

    private void answer(@Nullable Object result) {
        CompletionStage<?> stage = later;
        if (stage == null) failure = Answers.result(call, result);
        else answerWith(stage);
    }

    /** The servant answers later. Returns what its method returns meanwhile. */
    @Nullable Object later(CompletionStage<?> stage) {
        if (later != null) throw new IllegalStateException("ServerContext.later was called already in this call");
        later = Objects.requireNonNull(stage, "stage");
        return StubViews.nothing(call.operation().method().getReturnType());
    }

    /** Answers when the stage completes: at once on this thread if it has already, else on a thread for answers. */
    private void answerWith(CompletionStage<?> stage) {
        open = true;
        threads.open().add(this);
        Thread servants = Thread.currentThread();
        boolean[] registering = {true};
        try {
            stage.whenComplete((result, thrown) -> {
                if (Thread.currentThread() == servants && registering[0]) complete(result, thrown);
                else threads.answers().execute(() -> complete(result, thrown));
            });
        } catch (Throwable e) {
            complete(null, e);
        } finally {
            registering[0] = false;
        }
    }

    private void complete(@Nullable Object result, @Nullable Throwable thrown) {
        if (!claim()) return;
        try {
            failure = Answers.completed(call, result, thrown);
        } finally {
            end();
        }
    }

    private synchronized boolean claim() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    /** After {@link #run}, on a thread that belongs to this call alone: waits until it is answered. An interrupt abandons it, and is kept. */
    void awaitAnswer() {
        boolean interrupted = false;
        while (!awaitEnd()) {
            interrupted = true;
            abandon();
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private synchronized boolean awaitEnd() {
        try {
            while (!ended) wait();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Nobody waits any longer for the servant to answer. */
    void abandon() {
        if (!claim()) return;
        try {
            refuse(Code.CLOSED, Outcome.UNKNOWN, "the server closed before the servant answered");
        } finally {
            end();
        }
    }

    /** The turn that it has among serial calls, left when it ends; null for none. */
    void inTurn(@Nullable Turn given) {
        turn = given;
    }

    /** Whether the servant has been, or is about to be, entered. */
    boolean hasEntered() {
        return entered;
    }

    private void refuse(Code code, Outcome outcome, String reason) {
        failure = Answers.refuse(call, code, outcome, reason);
    }

    @Override
    public void cancel() {
        List<Runnable> actions;
        synchronized (this) {
            if (cancelled || ended) return;
            cancelled = true;
            actions = cancelActions == null ? List.of() : cancelActions;
            cancelActions = null;
        }
        for (Runnable action : actions) threads.cancellations().execute(action);
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (ended) return;
            if (!cancelled) {
                if (cancelActions == null) {
                    cancelActions = new ArrayList<>();
                    alarm = threads.cancelAtDeadline(context, this);
                }
                cancelActions.add(action);
                return;
            }
        }
        threads.cancellations().execute(action);
    }

    @Override
    public boolean isCancelled() {
        return cancelled || (context.hasDeadline() && context.remainingNanos() == 0);
    }
}
