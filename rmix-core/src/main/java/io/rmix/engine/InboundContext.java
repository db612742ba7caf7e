package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.ServerContext;
import io.rmix.TraceContext;
import io.rmix.Transport;
import io.rmix.spi.CallContext;
import io.rmix.spi.InboundCall;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;

/** What a servant may know of a call from the moment it arrived. */
abstract class InboundContext implements ServerContext {
    final InboundCall call;
    final Served served;
    final CallContext context;

    InboundContext(InboundCall call, Served served) {
        this.call = call;
        this.served = served;
        this.context = call.context();
    }

    @Override
    public Endpoint endpoint() {
        return call.endpoint();
    }

    @Override
    public String contract() {
        return served.servant().contract().name();
    }

    @Override
    public String operation() {
        return call.operation().name();
    }

    @Override
    public Mode mode() {
        return call instanceof OneWayCall || call.operation().oneWay() ? Mode.ONE_WAY : Mode.TWO_WAY;
    }

    @Override
    public Transport transport() {
        return new Transport(served.provider(), call.encrypted());
    }

    @Override
    public Optional<Principal> principal() {
        return call.principal();
    }

    @Override
    public Optional<TraceContext> traceContext() {
        return TraceContext.of(context.entries());
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
    public void releaseArguments() {
        call.releaseArguments();
    }

    @Override
    public Optional<Long> deadlineNanos() {
        return context.hasDeadline() ? Optional.of(context.deadlineNanos()) : Optional.empty();
    }
}
