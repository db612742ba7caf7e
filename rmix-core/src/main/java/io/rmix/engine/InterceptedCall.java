package io.rmix.engine;

import io.rmix.CallEnd;
import io.rmix.ClientContext;
import io.rmix.ClientInterceptor;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.RefusedException;
import io.rmix.Transport;
import io.rmix.contract.Operation;
import io.rmix.engine.plugin.InterceptorMissingException;
import io.rmix.spi.CallContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call that a stub with interceptors makes. */
final class InterceptedCall implements ClientContext {
    private final StubCore stub;
    private final Operation operation;
    private final StubOptions options;
    private final Mode mode;
    private final Endpoint endpoint;
    private final long deadlineNanos;
    private final Interceptions all;
    private volatile Map<String, String> entries;
    private boolean asked;

    InterceptedCall(StubCore stub, Operation operation, StubOptions options, Mode mode) {
        this.stub = stub;
        this.operation = operation;
        this.options = options;
        this.mode = mode;
        this.endpoint = stub.route().endpoint();
        this.deadlineNanos = mode == Mode.ONE_WAY ? CallContext.NO_DEADLINE : options.deadlineNanos();
        this.entries = CallEntries.and(options.entries());
        this.all = new Interceptions(endpoint + " " + operation.name());
    }

    /** A synchronous call, as it would be without interceptors. */
    @FunctionalInterface
    interface Call {
        @Nullable Object with(StubOptions options) throws Throwable;
    }

    /** An asynchronous call, as it would be without interceptors. */
    @FunctionalInterface
    interface Start {
        CompletableFuture<@Nullable Object> with(StubOptions options);
    }

    @Nullable Object sync(Call call) throws Throwable {
        StubOptions given = ask();
        Object result;
        try {
            result = call.with(given);
        } catch (Throwable e) {
            failed(e);
            throw e;
        }
        executed();
        return result;
    }

    /** A refusal is in the future; what {@code start} throws is thrown. */
    CompletableFuture<@Nullable Object> async(Start start) {
        StubOptions given;
        try {
            given = ask();
        } catch (InvocationException e) {
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<@Nullable Object> future;
        try {
            future = start.with(given);
        } catch (RuntimeException e) {
            failed(e);
            throw e;
        }
        var unused = future.whenComplete((result, e) -> {
            if (e == null) executed();
            else failed(e);
        });
        return future;
    }

    /**
     * Asks the interceptors.
     *
     * @return the options of the call, with their entries
     * @throws InvocationException if one refuses; those that were asked before it have heard
     */
    StubOptions ask() {
        try {
            for (ClientInterceptor each : options.interceptors()) all.add(each.intercept(this));
        } catch (RefusedException e) {
            throw refused(e.code(), e.reason());
        } catch (InterceptorMissingException e) {
            throw refused(Code.UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            all.log("failed", e);
            throw refused(Code.INTERNAL, Interceptions.FAILED);
        } finally {
            asked = true;
        }
        return options.withEntries(entries);
    }

    private InvocationException refused(Code code, String reason) {
        InvocationException failure = stub.refused(operation.name(), code, reason);
        failed(failure);
        return failure;
    }

    void executed() {
        all.ended(CallEnd.result(all.time()));
    }

    void failed(Throwable e) {
        if (e instanceof InvocationException failure) all.ended(CallEnd.failed(failure, all.time()));
        else if (operation.exceptionFor(e) != null) all.ended(CallEnd.declared(e, all.time()));
        else {
            Code code = e instanceof CancellationException ? Code.CANCELLED : Code.INTERNAL;
            all.ended(new CallEnd(
                    CallEnd.Kind.FAILED, Optional.of(e), Optional.of(code), Optional.of(Outcome.UNKNOWN), all.time()));
        }
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Transport transport() {
        return stub.transport();
    }

    @Override
    public String contract() {
        return stub.contract().name();
    }

    @Override
    public String operation() {
        return operation.name();
    }

    @Override
    public Mode mode() {
        return mode;
    }

    @Override
    public Optional<Long> deadlineNanos() {
        return deadlineNanos == CallContext.NO_DEADLINE ? Optional.empty() : Optional.of(deadlineNanos);
    }

    @Override
    public Map<String, String> entries() {
        return entries;
    }

    @Override
    public void entry(String key, String value) {
        if (asked) throw new IllegalStateException("the call is under way; set entries in ClientInterceptor.intercept");
        CallEntries.checkKey(key);
        Map<String, String> more = new HashMap<>(entries);
        more.put(key, Objects.requireNonNull(value, "value"));
        entries = Map.copyOf(more);
    }
}
