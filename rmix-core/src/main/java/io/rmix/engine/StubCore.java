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
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    }

    CompletableFuture<@Nullable Object> start(Operation operation, @Nullable Object[] arguments, StubOptions options) {
        OutboundCall call = outbound(operation, arguments, options, true);
        AsyncCall future = new AsyncCall(this, call);
        pending.add(future);
        future.start();
        return future;
    }

    void ended(AsyncCall call) {
        pending.remove(call);
    }

    /** Checks the arguments as far as every provider relies on it. */
    OutboundCall outbound(Operation operation, @Nullable Object[] arguments, StubOptions options, boolean mayCancel) {
        if (closed) throw failure(operation.name(), Code.CLOSED, Outcome.NOT_INVOKED, "the stub is closed");
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

    /** No more calls; waits for those in progress, then gives the connection back. */
    void close(Duration patience) {
        if (closed) return;
        closed = true;
        CompletableFuture<?>[] calls = pending.toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(calls).handle((r, e) -> r).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            for (AsyncCall call : pending) call.abandon();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        lease.release();
    }
}
