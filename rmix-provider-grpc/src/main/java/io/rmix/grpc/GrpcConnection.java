package io.rmix.grpc;

import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.TraceContext;
import io.rmix.contract.Contract;
import io.rmix.contract.EncodeException;
import io.rmix.contract.Encoding;
import io.rmix.grpc.Methods.Method;
import io.rmix.spi.CallContext;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.ContextCodec;
import io.rmix.spi.LaneWire;
import io.rmix.spi.OutboundCall;
import io.rmix.spi.Reflection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A channel to one address. Calls of an address that could not be reached try anew, each, and say what they meet. */
final class GrpcConnection implements Connection {
    private final Endpoint address;
    private final ClientEnvironment environment;
    private final ChannelOptions options;
    private final CallOptions calls;
    private final ManagedChannel channel;
    private final Map<Contract, Methods> contracts = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private GrpcConnection(Endpoint address, ClientEnvironment environment) {
        this.address = address;
        this.environment = environment;
        this.options = ChannelOptions.of(environment);
        this.calls = options.calls();
        this.channel = Channels.open(address, environment, options);
    }

    static GrpcConnection open(Endpoint address, ClientEnvironment environment) {
        return new GrpcConnection(address, environment);
    }

    @Override
    public boolean cancelsOnWire() {
        return true;
    }

    @Override
    public boolean encrypted() {
        return environment.security().tls().isPresent();
    }

    @Override
    public @Nullable Object call(OutboundCall call) throws Throwable {
        ClientUnary unary = begin(call, null);
        unary.await();
        return unary.get();
    }

    @Override
    public PendingCall start(OutboundCall call, Completion completion) {
        try {
            ClientUnary unary = begin(call, completion);
            if (!unary.isSent()) unary.watch(environment.timer());
            return unary;
        } catch (InvocationException e) {
            completion.complete(() -> {
                throw e;
            });
            return () -> {};
        }
    }

    private ClientUnary begin(OutboundCall call, @Nullable Completion completion) {
        if (closed) throw call.failure(Code.CLOSED, Outcome.NOT_INVOKED, "the connection is closed", null);
        Method method = methods(call.contract()).of(call.operation());
        Encoding request;
        try {
            request = method.request().prepare(call.arguments());
        } catch (EncodeException e) {
            Code code = e.tooLarge() ? Code.TOO_LARGE : Code.INVALID;
            throw call.failure(code, Outcome.NOT_INVOKED, String.valueOf(e.getMessage()), e);
        }
        Metadata headers = headers(call.endpoint().service(), call.context());
        byte[] entries = headers.get(Wire.ENTRIES);
        if (entries != null && entries.length > Wire.ENTRIES_BYTES)
            throw call.failure(
                    Code.TOO_LARGE,
                    Outcome.NOT_INVOKED,
                    "the context's entries have " + entries.length + " bytes, metadata carries " + Wire.ENTRIES_BYTES,
                    null);
        Progress progress = new Progress();
        ClientUnary unary = new ClientUnary(
                call,
                method,
                Channels.newCall(fresh(), method.client(), options(calls, call.context(), progress)),
                progress,
                options,
                completion);
        unary.send(Outgoing.of(request), headers);
        return unary;
    }

    private Methods methods(Contract contract) {
        Methods known = contracts.get(contract);
        return known != null ? known : contracts.computeIfAbsent(contract, c -> new Methods(c, environment.limits()));
    }

    /** Request metadata; the deadline is an option of the call. */
    static Metadata headers(String object, CallContext context) {
        Metadata headers = new Metadata();
        headers.put(Wire.OBJECT, object);
        if (context.entries().isEmpty()) return headers;
        headers.put(Wire.ENTRIES, ContextCodec.encode(new CallContext("", CallContext.NO_DEADLINE, context.entries())));
        TraceContext.of(context.entries()).ifPresent(trace -> {
            headers.put(Wire.TRACEPARENT, trace.traceparent());
            if (!trace.tracestate().isEmpty()) headers.put(Wire.TRACESTATE, trace.tracestate());
        });
        return headers;
    }

    static CallOptions options(CallOptions base, CallContext context, Progress progress) {
        return options(base, context).withStreamTracerFactory(progress);
    }

    static CallOptions options(CallOptions base, CallContext context) {
        return context.hasDeadline()
                ? base.withDeadline(Deadline.after(context.remainingNanos(), TimeUnit.NANOSECONDS))
                : base;
    }

    ChannelOptions options() {
        return options;
    }

    /** The channel; if its last attempt to connect failed, it forgets that and how long it wanted to wait. */
    ManagedChannel fresh() {
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) channel.enterIdle();
        return channel;
    }

    @Override
    public LaneWire openLane(Contract contract, LaneWire.Listener listener) {
        if (closed) {
            listener.broken(Code.CLOSED, "the connection is closed");
            return LaneWire.ended();
        }
        ManagedChannel way = fresh();
        LaneStream lane = new LaneStream(
                way,
                options,
                listener,
                () -> new UnaryLane(way, calls, contract, environment.limits().messageBytes(), listener));
        lane.open(environment.timer());
        return lane;
    }

    @Override
    public Optional<Reflection> reflection() {
        return Optional.of(new GrpcReflection(this, environment.limits()));
    }

    Endpoint address() {
        return address;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) return;
            closed = true;
        }
        channel.shutdownNow();
        boolean interrupted = false;
        try {
            if (!channel.awaitTermination(5, TimeUnit.SECONDS)) channel.shutdownNow();
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            EventLoops.release();
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
