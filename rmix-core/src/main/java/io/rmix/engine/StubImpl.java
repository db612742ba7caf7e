package io.rmix.engine;

import io.rmix.ClientContext.Mode;
import io.rmix.ClientInterceptor;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.LaneListener;
import io.rmix.Links;
import io.rmix.Outcome;
import io.rmix.Stub;
import io.rmix.contract.Contract;
import io.rmix.contract.Operation;
import io.rmix.spi.LaneCall;
import io.rmix.spi.LaneWire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A stub: one target, one set of options, one lane, and a view for each way to invoke. */
final class StubImpl<T> implements Stub<T>, LaneOpener {
    private final StubCore core;
    private final StubOptions options;
    private final boolean owner;
    private final @Nullable InterceptedLane heard;
    private final LaneSender lane;
    private final StubViews<T> views;
    private final T sync;
    private final T oneWay;
    private final AtomicBoolean registered = new AtomicBoolean();

    /** @param owner whether closing this stub ends the connection's lease */
    StubImpl(StubCore core, StubViews<T> views, StubOptions options, boolean owner) {
        this.core = core;
        this.views = views;
        this.options = options;
        this.owner = owner;
        Engine engine = core.engine();
        this.heard = options.interceptors().isEmpty() ? null : new InterceptedLane(options.listener());
        this.lane = new LaneSender(
                engine.limits(),
                new LaneOutcomes(
                        heard == null ? options.listener() : Optional.of(heard),
                        engine.threads().completions()),
                this);
        this.sync = views.make(this::invokeSync);
        this.oneWay = views.make(this::invokeOneWay);
        if (owner) register();
    }

    @Override
    public T sync() {
        return sync;
    }

    @Override
    public T oneWay() {
        return oneWay;
    }

    /** Lets the engine close this stub; one that was derived only once it has a lane to flush. */
    private void register() {
        if (registered.get() || !registered.compareAndSet(false, true)) return;
        core.engine().opened(this);
        core.route().add(lane);
    }

    private @Nullable Object invokeSync(Operation operation, @Nullable Object[] arguments) throws Throwable {
        if (operation.oneWay()) return invokeOneWay(operation, arguments);
        if (heard == null) return core.call(operation, arguments, options);
        return new InterceptedCall(core, operation, options, Mode.SYNC)
                .sync(given -> core.call(operation, arguments, given));
    }

    private @Nullable Object invokeOneWay(Operation operation, @Nullable Object[] arguments) {
        if (heard == null) submit(operation, arguments, options);
        else submit(operation, arguments, heard);
        return StubViews.nothing(operation.method().getReturnType());
    }

    private void submit(Operation operation, @Nullable Object[] arguments, InterceptedLane settled) {
        InterceptedCall call = new InterceptedCall(core, operation, options, Mode.ONE_WAY);
        StubOptions given = call.ask();
        long sequence;
        try {
            sequence = submit(operation, arguments, given);
        } catch (RuntimeException e) {
            call.failed(e);
            throw e;
        }
        settled.submitted(sequence, call);
    }

    private long submit(Operation operation, @Nullable Object[] arguments, StubOptions given) {
        core.check(operation, arguments);
        LaneCall call = new LaneCall(
                core.route().endpoint().service(),
                operation.name(),
                given.oneWayContext(),
                core.encode(operation, arguments));
        register();
        return lane.submit(call, given.deadlineNanos());
    }

    @Override
    public <R> CompletableFuture<R> async(Call<T, R> call) {
        return views.record(call::on, this::start);
    }

    @Override
    public CompletableFuture<Void> asyncVoid(VoidCall<T> call) {
        return views.record(
                service -> {
                    call.on(service);
                    return null;
                },
                this::start);
    }

    private CompletableFuture<@Nullable Object> start(Operation operation, @Nullable Object[] arguments) {
        if (heard == null) return core.start(operation, arguments, options);
        return new InterceptedCall(core, operation, options, Mode.ASYNC)
                .async(given -> core.start(operation, arguments, given));
    }

    @Override
    public Stub<T> withDeadline(Duration time) {
        return new StubImpl<>(core, views, options.withDeadline(time), false);
    }

    @Override
    public Stub<T> withEntry(String key, String value) {
        return new StubImpl<>(core, views, options.withEntry(key, value), false);
    }

    @Override
    public Stub<T> withLaneListener(LaneListener listener) {
        return new StubImpl<>(core, views, options.withListener(listener), false);
    }

    @Override
    public Stub<T> withInterceptor(ClientInterceptor interceptor) {
        return new StubImpl<>(core, views, options.withInterceptors(List.of(interceptor)), false);
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public Endpoint endpoint() {
        return core.route().endpoint();
    }

    @Override
    public List<Endpoint> endpoints() {
        return core.route().candidates();
    }

    @Override
    public CompletableFuture<Void> moveTo(Endpoint endpoint) {
        if (core.isClosed()) throw new IllegalStateException("the stub is closed");
        core.engine().check(core.contract(), endpoint);
        return core.route().moveTo(endpoint);
    }

    @Override
    public Contract contract() {
        return core.contract();
    }

    @Override
    public @Nullable Attachment enter() {
        return core.route().enter();
    }

    @Override
    public boolean isAt(Attachment place) {
        return core.route().isAt(place);
    }

    @Override
    public boolean failOver(Attachment failed, Set<Endpoint> tried) {
        return core.route().failOver(failed, tried);
    }

    @Override
    public LaneWire open(Attachment place, LaneWire.Listener listener) {
        return place.connection().openLane(core.contract(), listener);
    }

    @Override
    public InvocationException failure(Endpoint endpoint, LaneCall call, Code code, Outcome outcome, String reason) {
        return new InvocationException(code, outcome, endpoint, endpoint.service(), call.method(), reason, null);
    }

    @Override
    public InvocationException refusal(LaneCall call, Code code, String reason) {
        return core.refused(call.method(), code, reason);
    }

    @Override
    public void close() {
        long end = System.nanoTime() + core.engine().limits().drain().toNanos();
        refuse();
        closeLane(end);
        closeCalls(end);
    }

    /** Only the stub that was made, not those derived from it. */
    CompletableFuture<Void> apply(Links before, Links now) {
        return owner ? core.apply(before, now) : CompletableFuture.completedFuture(null);
    }

    /** First step of closing: no more calls. */
    void refuse() {
        lane.refuse();
        if (owner) core.refuse();
    }

    /** Second step: one-way calls are acknowledged, at most until then. */
    void closeLane(long endNanos) {
        lane.close(endNanos);
    }

    /** Last step: all other calls have ended, at most until then, and the connection is given back. */
    void closeCalls(long endNanos) {
        core.engine().closed(this);
        core.route().remove(lane);
        if (owner) core.close(endNanos);
    }

    @Override
    public String toString() {
        return core.contract().name() + " at " + core.route().endpoint();
    }
}
