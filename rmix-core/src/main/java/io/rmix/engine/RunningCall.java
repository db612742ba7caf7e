package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.RefusedException;
import io.rmix.ServerContext;
import io.rmix.contract.ExceptionType;
import io.rmix.contract.Operation;
import io.rmix.contract.Type;
import io.rmix.spi.CallContext;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.Failure;
import io.rmix.spi.InboundCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            end();
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
        }
        if (waiting != null) waiting.cancel(false);
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
        Operation operation = call.operation();
        ServerContext before = CurrentCall.enter(this);
        Object result;
        try {
            result = operation.invoke(servant.target(), arguments);
        } catch (Throwable e) {
            answerFailure(operation, e);
            return;
        } finally {
            CurrentCall.leave(before);
        }
        answer(operation, result);
    }

    private void answer(Operation operation, @Nullable Object result) {
        if (result == null && operation.result().kind() != Type.Kind.VOID) {
            LOG.error("{} {}: the servant returned null", call.endpoint(), operation.name());
            refuse(Code.SERVANT_FAILED, Outcome.INVOKED, "the servant returned null, which no protocol carries");
        } else {
            try {
                call.succeed(result);
            } catch (Throwable e) {
                cannotAnswer(operation, e);
            }
        }
    }

    /** What the servant gave could not be read, by a fault of its own: a list that changes meanwhile, an accessor that throws. */
    private void cannotAnswer(Operation operation, Throwable e) {
        LOG.error("{} {}: the servant's answer cannot be sent", call.endpoint(), operation.name(), e);
        refuse(Code.INVALID, Outcome.INVOKED, "the servant's answer cannot be sent; its log says why");
    }

    private void answerFailure(Operation operation, Throwable e) {
        ExceptionType declared = operation.exceptionFor(e);
        if (declared != null) {
            try {
                call.fail(new Failure.Declared(declared, e));
            } catch (Throwable again) {
                cannotAnswer(operation, again);
            }
            return;
        }
        if (e instanceof RefusedException refused) {
            refuse(refused.code(), refused.outcome(), refused.reason());
            return;
        }
        LOG.error("{} {}: the servant failed", call.endpoint(), operation.name(), e);
        refuse(Code.SERVANT_FAILED, Outcome.INVOKED, "the servant failed; its log says why");
    }

    void refuse(Code code, Outcome outcome, String reason) {
        call.fail(new Failure.Refused(code, outcome, reason));
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
