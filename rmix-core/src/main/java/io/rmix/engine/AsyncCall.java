package io.rmix.engine;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.spi.Connection.PendingCall;
import io.rmix.spi.Connection.Reply;
import io.rmix.spi.OutboundCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An asynchronous call: a future whose cancellation reaches the servant. */
final class AsyncCall extends CompletableFuture<@Nullable Object> {
    private final StubCore stub;
    private final OutboundCall call;
    private final byte @Nullable [] copy;
    private volatile @Nullable PendingCall sent;
    private int attempt;

    /** The arguments are the caller's own again when it returns from starting the call, so a later attempt needs a copy. */
    AsyncCall(StubCore stub, OutboundCall call) {
        this.stub = stub;
        this.call = call;
        this.copy = call.operation().idempotent() ? stub.copy(call) : null;
    }

    void start() {
        attempt++;
        try {
            OutboundCall next = attempt == 1 || copy == null ? call : stub.withCopy(call, copy);
            PendingCall pending = stub.connection().start(next, this::arrived);
            sent = pending;
            if (isCancelled()) pending.cancel();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void arrived(Reply reply) {
        stub.engine().threads().completions().execute(() -> {
            try {
                complete(reply.get());
                stub.ended(this);
            } catch (Throwable e) {
                long pause = isDone() || stub.isClosed() || copy == null
                        ? -1
                        : Retry.pauseNanos(call.operation(), call.context(), attempt, e);
                if (pause < 0) fail(e);
                else stub.engine().threads().timer().schedule(this::again, pause, TimeUnit.NANOSECONDS);
            }
        });
    }

    /** Another attempt; not on the timer's thread, where nothing may take long. */
    private void again() {
        stub.engine().threads().completions().execute(this::start);
    }

    private void fail(Throwable e) {
        stub.ended(this);
        completeExceptionally(e);
    }

    /** The stub was closed and its patience has ended. */
    void abandon() {
        PendingCall pending = sent;
        if (pending != null) pending.cancel();
        fail(call.failure(Code.CLOSED, Outcome.UNKNOWN, "the stub was closed before the answer came", null));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean first = super.cancel(mayInterruptIfRunning);
        PendingCall pending = sent;
        if (first) stub.ended(this);
        if (first && pending != null) pending.cancel();
        return first;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
