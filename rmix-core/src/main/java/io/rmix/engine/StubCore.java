package io.rmix.engine;

import com.google.protobuf.MessageLite;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Links;
import io.rmix.Outcome;
import io.rmix.Transport;
import io.rmix.contract.Contract;
import io.rmix.contract.EncodeException;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.CallContext;
import io.rmix.spi.OutboundCall;
import io.rmix.spi.Payload;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What all stubs made by one connect share: the contract, where calls go now and could go, and the calls in progress. */
final class StubCore {
    private final Engine engine;
    private final Contract contract;
    private final ProtoCodec codec;
    private final Route route;
    private final Optional<Choice> choice;
    private final Set<AsyncCall> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param choice what the route follows, if the stub was made from a reference */
    StubCore(Engine engine, Contract contract, Route route, Optional<Choice> choice) {
        this.engine = engine;
        this.contract = contract;
        this.route = route;
        this.choice = choice;
        this.codec = Servant.codec(contract, engine.limits());
    }

    Engine engine() {
        return engine;
    }

    Contract contract() {
        return contract;
    }

    Route route() {
        return route;
    }

    /** Follows other rules. */
    CompletableFuture<Void> apply(Links before, Links now) {
        return choice.map(each -> each.apply(before, now, route))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** What carries calls where they go now. */
    Transport transport() {
        return new Transport(engine.providerOf(route.endpoint()), route.encrypted());
    }

    @Nullable Object call(Operation operation, @Nullable Object[] arguments, StubOptions options) throws Throwable {
        check(operation, arguments);
        CallContext context = options.context("");
        boolean mayCancel = options.deadline().isPresent();
        Set<Endpoint> tried = Set.of();
        for (int attempt = 1; ; attempt++) {
            Attachment place = enter(operation.name());
            try {
                return place.connection().call(outbound(place, operation, arguments, context, mayCancel));
            } catch (InvocationException e) {
                if (tried.isEmpty()) tried = new HashSet<>();
                if (!closed && failsOver(operation, e, place, tried)) continue;
                long pause = Retry.pauseNanos(operation, context, attempt, e);
                if (pause < 0 || closed) throw e;
                LockSupport.parkNanos(pause);
                if (Thread.currentThread().isInterrupted()) throw e;
            } finally {
                place.release();
            }
        }
    }

    CompletableFuture<@Nullable Object> start(Operation operation, @Nullable Object[] arguments, StubOptions options) {
        check(operation, arguments);
        Attachment place = enter(operation.name());
        AsyncCall future;
        try {
            future = new AsyncCall(this, outbound(place, operation, arguments, options.context(""), true));
            pending.add(future);
        } finally {
            place.release();
        }
        if (closed) pending.remove(future);
        checkOpen(operation.name());
        future.start();
        return future;
    }

    /** Where calls go now, held for the caller. */
    Attachment enter(String method) {
        checkOpen(method);
        Attachment place = route.enter();
        if (place != null && !closed) return place;
        if (place != null) place.release();
        throw refused(method, Code.CLOSED, "the stub is closed");
    }

    /** Whether a failure may be answered with another call: at another endpoint, or at the same one. */
    boolean mayCallAgain(Operation operation) {
        return operation.idempotent() || route.hasAlternatives();
    }

    /** Whether the peer, or the object at it, is not there. */
    static boolean isAway(Code code) {
        return code == Code.UNAVAILABLE || code == Code.NO_SUCH_SERVICE;
    }

    /**
     * Goes to another endpoint if the outcome allows to make the call again: nobody was invoked, or the operation is idempotent.
     *
     * @param tried gets the place that failed
     * @return false if there is nothing left to try
     */
    boolean failsOver(Operation operation, Throwable failure, Attachment place, Set<Endpoint> tried) {
        return failure instanceof InvocationException invocation
                && isAway(invocation.code())
                && (invocation.outcome() == Outcome.NOT_INVOKED || operation.idempotent())
                && route.failOver(place, tried);
    }

    /** Its arguments; null if they do not fit, which the provider says better. */
    byte @Nullable [] copy(OutboundCall call) {
        try {
            return codec.request(call.operation()).encode(call.arguments());
        } catch (EncodeException e) {
            return null;
        }
    }

    OutboundCall withCopy(OutboundCall call, byte[] arguments) {
        return new OutboundCall(
                call.endpoint(),
                call.contract(),
                call.operation(),
                codec.request(call.operation()).decode(arguments),
                call.context());
    }

    /** The call as it goes to a place. */
    OutboundCall addressed(OutboundCall call, Attachment place) {
        if (call.endpoint().equals(place.endpoint())) return call;
        return outbound(place, call.operation(), call.arguments(), call.context(), true);
    }

    private OutboundCall outbound(
            Attachment place,
            Operation operation,
            @Nullable Object[] arguments,
            CallContext context,
            boolean mayCancel) {
        boolean named = mayCancel && !place.connection().cancelsOnWire();
        String id = !named ? "" : context.callId().isEmpty() ? engine.nextCallId() : context.callId();
        CallContext own =
                id.equals(context.callId()) ? context : new CallContext(id, context.deadlineNanos(), context.entries());
        return new OutboundCall(place.endpoint(), contract, operation, arguments, own);
    }

    void ended(AsyncCall call) {
        pending.remove(call);
    }

    /** Checks the arguments as far as every provider relies on it. */
    void check(Operation operation, @Nullable Object[] arguments) {
        checkOpen(operation.name());
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] == null)
                throw refused(
                        operation.name(),
                        Code.INVALID,
                        "argument " + operation.parameters().get(i).name()
                                + " is null; use Optional for what may be absent");
        }
    }

    private void checkOpen(String method) {
        if (closed) throw refused(method, Code.CLOSED, "the stub is closed");
    }

    /** The request of a one-way call; a protobuf message cannot change and is encoded when it is sent. */
    Payload encode(Operation operation, @Nullable Object[] arguments) {
        if (operation.messageRequest()) return new Payload.Message((MessageLite) Objects.requireNonNull(arguments[0]));
        try {
            return new Payload.Bytes(codec.request(operation).encode(arguments));
        } catch (EncodeException e) {
            Code code = e.tooLarge() ? Code.TOO_LARGE : Code.INVALID;
            throw refused(operation.name(), code, String.valueOf(e.getMessage()));
        }
    }

    /** Of a call that was not made. */
    InvocationException refused(String method, Code code, String reason) {
        Endpoint endpoint = route.endpoint();
        return new InvocationException(code, Outcome.NOT_INVOKED, endpoint, endpoint.service(), method, reason, null);
    }

    boolean isClosed() {
        return closed;
    }

    /** No more calls. */
    void refuse() {
        closed = true;
    }

    /** Waits for the calls in progress, at most until then, and gives the connections back. */
    void close(long endNanos) {
        closed = true;
        route.closeLanes(endNanos);
        CompletableFuture<?>[] calls = pending.toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(calls).handle((r, e) -> r).get(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            for (AsyncCall call : pending) call.abandon();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        route.close(endNanos);
    }
}
