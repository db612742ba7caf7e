package io.rmix.engine;

import com.google.protobuf.MessageLite;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import io.rmix.contract.EncodeException;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.CallContext;
import io.rmix.spi.Connection;
import io.rmix.spi.OutboundCall;
import io.rmix.spi.Payload;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What all stubs made by one connect share: the contract, the endpoint, the connection, and the calls in progress. */
final class StubCore {
    private final Engine engine;
    private final Contract contract;
    private final Endpoint endpoint;
    private final Connections.Lease lease;
    private final ProtoCodec codec;
    private final Set<AsyncCall> pending = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Thread closer;
    private volatile boolean closed;

    StubCore(Engine engine, Contract contract, Endpoint endpoint, Connections.Lease lease) {
        this.engine = engine;
        this.contract = contract;
        this.endpoint = endpoint;
        this.lease = lease;
        this.codec = Servant.codec(contract, engine.limits());
    }

    Engine engine() {
        return engine;
    }

    Contract contract() {
        return contract;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Connection connection() {
        return lease.connection();
    }

    @Nullable Object call(Operation operation, @Nullable Object[] arguments, StubOptions options) throws Throwable {
        OutboundCall call =
                outbound(operation, arguments, options, options.deadline().isPresent());
        waiting.incrementAndGet();
        try {
            checkOpen(operation);
            for (int attempt = 1; ; attempt++) {
                try {
                    return connection().call(call);
                } catch (InvocationException e) {
                    long pause = Retry.pauseNanos(operation, call.context(), attempt, e);
                    if (pause < 0 || closed) throw e;
                    LockSupport.parkNanos(pause);
                    if (Thread.currentThread().isInterrupted()) throw e;
                }
            }
        } finally {
            if (waiting.decrementAndGet() == 0) LockSupport.unpark(closer);
        }
    }

    CompletableFuture<@Nullable Object> start(Operation operation, @Nullable Object[] arguments, StubOptions options) {
        OutboundCall call = outbound(operation, arguments, options, true);
        AsyncCall future = new AsyncCall(this, call);
        pending.add(future);
        if (closed) pending.remove(future);
        checkOpen(operation);
        future.start();
        return future;
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

    void ended(AsyncCall call) {
        pending.remove(call);
    }

    /** Checks the arguments as far as every provider relies on it. */
    OutboundCall outbound(Operation operation, @Nullable Object[] arguments, StubOptions options, boolean mayCancel) {
        checkOpen(operation);
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] == null)
                throw failure(
                        operation.name(),
                        Code.INVALID,
                        Outcome.NOT_INVOKED,
                        "argument " + operation.parameters().get(i).name()
                                + " is null; use Optional for what may be absent");
        }
        String id = mayCancel && !connection().cancelsOnWire() ? engine.nextCallId() : "";
        CallContext context = options.context(id);
        return new OutboundCall(endpoint, contract, operation, arguments, context);
    }

    /** Again once the call has been counted: who closes either sees it, or is seen here. */
    private void checkOpen(Operation operation) {
        if (closed) throw failure(operation.name(), Code.CLOSED, Outcome.NOT_INVOKED, "the stub is closed");
    }

    /** The request of a one-way call; a protobuf message cannot change and is encoded when it is sent. */
    Payload encode(Operation operation, @Nullable Object[] arguments) {
        if (operation.messageRequest()) return new Payload.Message((MessageLite) Objects.requireNonNull(arguments[0]));
        try {
            return new Payload.Bytes(codec.request(operation).encode(arguments));
        } catch (EncodeException e) {
            Code code = e.tooLarge() ? Code.TOO_LARGE : Code.INVALID;
            throw failure(operation.name(), code, Outcome.NOT_INVOKED, String.valueOf(e.getMessage()));
        }
    }

    InvocationException failure(String method, Code code, Outcome outcome, String reason) {
        return new InvocationException(code, outcome, endpoint, endpoint.service(), method, reason, null);
    }

    boolean isClosed() {
        return closed;
    }

    /** No more calls. */
    void refuse() {
        closed = true;
    }

    /** Waits for the calls in progress, at most until then, and gives the connection back. */
    void close(long endNanos) {
        closed = true;
        CompletableFuture<?>[] calls = pending.toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(calls).handle((r, e) -> r).get(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            awaitCallers(endNanos);
        } catch (TimeoutException e) {
            for (AsyncCall call : pending) call.abandon();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        lease.release();
    }

    /** Synchronous calls of other threads. */
    private void awaitCallers(long endNanos) {
        closer = Thread.currentThread();
        while (waiting.get() > 0 && !Thread.currentThread().isInterrupted()) {
            long left = endNanos - System.nanoTime();
            if (left <= 0) return;
            LockSupport.parkNanos(this, left);
        }
    }
}
