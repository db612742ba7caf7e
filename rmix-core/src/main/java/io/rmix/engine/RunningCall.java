package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.ServerContext;
import io.rmix.spi.CallContext;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.InboundCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One accepted call, from acceptance to its answer. */
final class RunningCall implements ServerContext, Dispatcher.Running, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningCall.class);

    private final InboundCall call;
    private final Servant servant;
    private final Threads threads;
    private final Runnable onEnd;
    private final CallContext context;
    private volatile boolean cancelled;
    private @Nullable List<Runnable> cancelActions;
    private @Nullable Future<?> alarm;
    private boolean ended;
    private boolean claimed;
    private boolean open;
    private volatile boolean entered;
    private @Nullable CompletionStage<?> later;
    private volatile @Nullable Turn turn;

    RunningCall(InboundCall call, Servant servant, Threads threads, Runnable onEnd) {
        this.call = call;
        this.servant = servant;
        this.threads = threads;
        this.onEnd = onEnd;
        this.context = call.context();
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
        synchronized (this) {
            ended = true;
            waiting = alarm;
            cancelActions = null;
            notifyAll();
        }
        if (waiting != null) waiting.cancel(false);
        Turn held = turn;
        if (held != null) held.leave();
        onEnd.run();
    }

    private void execute() {
        @Nullable Object[] arguments;
        try {
            arguments = call.arguments();
        } catch (Throwable e) {
            LOG.warn(
                    "{} {} from {}: arguments refused: {}",
                    call.endpoint(),
                    call.operation().name(),
                    call.peer(),
                    e.toString());
            refuse(Code.INVALID, Outcome.NOT_INVOKED, "arguments refused: " + e.getMessage());
            return;
        }
        RunningCall before = CurrentCall.enter(this);
        Object result;
        entered = true;
        try {
            result = call.operation().invoke(servant.target(), arguments);
        } catch (Throwable e) {
            Answers.thrown(call, e);
            return;
        } finally {
            CurrentCall.leave(before);
        }
        CompletionStage<?> stage = later;
        if (stage == null) Answers.result(call, result);
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
        Thread servants = Thread.currentThread();
        boolean[] registering = {true};
        try {
            stage.whenComplete((result, failure) -> {
                if (Thread.currentThread() == servants && registering[0]) complete(result, failure);
                else threads.answers().execute(() -> complete(result, failure));
            });
        } catch (Throwable e) {
            complete(null, e);
        } finally {
            registering[0] = false;
        }
    }

    private void complete(@Nullable Object result, @Nullable Throwable failure) {
        if (!claim()) return;
        try {
            Answers.completed(call, result, failure);
        } finally {
            end();
        }
    }

    private synchronized boolean claim() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    /**
     * After {@link #run}, on a thread that belongs to this call alone: waits until it is answered. An interrupt, with which a server
     * that closes ends its threads, answers it.
     */
    void awaitAnswer() {
        boolean interrupted = false;
        synchronized (this) {
            while (!ended) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                    if (claimed) continue;
                    claimed = true;
                    break;
                }
            }
            if (ended) {
                if (interrupted) Thread.currentThread().interrupt();
                return;
            }
        }
        Thread.currentThread().interrupt();
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
        Answers.refuse(call, code, outcome, reason);
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

    @Override
    public Endpoint endpoint() {
        return call.endpoint();
    }

    @Override
    public String peer() {
        return call.peer();
    }

    @Override
    public Map<String, String> entries() {
        return context.entries();
    }

    @Override
    public Optional<Long> deadlineNanos() {
        return context.hasDeadline() ? Optional.of(context.deadlineNanos()) : Optional.empty();
    }
}
