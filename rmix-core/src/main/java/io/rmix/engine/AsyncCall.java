package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.spi.Connection.PendingCall;
import io.rmix.spi.Connection.Reply;
import io.rmix.spi.OutboundCall;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An asynchronous call: a future whose cancellation reaches the servant. */
final class AsyncCall extends CompletableFuture<@Nullable Object> {
    private final StubCore stub;
    private final OutboundCall call;
    private final byte @Nullable [] copy;
    private final Set<Endpoint> tried = new HashSet<>();
    private volatile @Nullable PendingCall sent;
    private int attempt;

    /** The arguments are the caller's own again when it returns from starting the call, so a later attempt needs a copy. */
    AsyncCall(StubCore stub, OutboundCall call) {
        this.stub = stub;
        this.call = call;
        this.copy = stub.mayCallAgain(call.operation()) ? stub.copy(call) : null;
    }

    void start() {
        attempt++;
        Attachment place;
        try {
            place = stub.enter(call.operation().name());
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        try {
            OutboundCall next = attempt == 1 || copy == null ? call : stub.withCopy(call, copy);
            PendingCall pending = place.connection().start(stub.addressed(next, place), reply -> arrived(reply, place));
            sent = pending;
            if (isCancelled()) pending.cancel();
        } catch (RuntimeException e) {
            place.release();
            fail(e);
        }
    }

    private void arrived(Reply reply, Attachment place) {
        stub.engine().threads().completions().execute(() -> {
            Object result;
            try {
                result = reply.get();
            } catch (Throwable e) {
                place.release();
                failed(e, place);
                return;
            }
            // Before anything of the user's runs, which may wait for the stub to have left.
            place.release();
            complete(result);
            stub.ended(this);
        });
    }

    private void failed(Throwable e, Attachment place) {
        boolean over = isDone() || stub.isClosed() || copy == null;
        if (!over && stub.failsOver(call.operation(), e, place, tried)) {
            start();
            return;
        }
        long pause = over ? -1 : Retry.pauseNanos(call.operation(), call.context(), attempt, e);
        if (pause < 0) fail(e);
        else stub.engine().threads().timer().schedule(this::again, pause, TimeUnit.NANOSECONDS);
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
