package io.rmix.interceptors;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.rmix.CallEnd;
import io.rmix.ClientContext;
import io.rmix.ClientInterceptor;
import io.rmix.Endpoint;
import io.rmix.Interception;
import io.rmix.Scope;
import io.rmix.ServerContext;
import io.rmix.ServerInterceptor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins calls to distributed traces with OpenTelemetry: a client sends the context of its thread as W3C {@code traceparent} and
 * {@code tracestate}, a server makes it current while the servant runs. With an SDK each call is a span on either side, which names a failure's code as
 * {@code error.type} and its outcome as {@code rmix.outcome}; without one contexts are passed on as they came. A foreign client's context is
 * taken from its headers where the provider says so.
 */
public final class Tracing implements ClientInterceptor, ServerInterceptor {
    private static final W3CTraceContextPropagator PROPAGATOR = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<Map<String, String>> ENTRIES = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> entries) {
            return entries.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> entries, String key) {
            return entries == null ? null : entries.get(key);
        }
    };

    private final Tracer tracer;

    /** @param telemetry gives the tracer; {@link OpenTelemetry#noop()} to pass contexts on only */
    public Tracing(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.rmix");
    }

    @Override
    public Interception intercept(ClientContext call) {
        Context parent = Context.current();
        Span span = span(call.contract(), call.operation(), call.transport().provider(), call.endpoint())
                .setSpanKind(SpanKind.CLIENT)
                .setParent(parent)
                .setAttribute("rmix.mode", call.mode().name())
                .startSpan();
        PROPAGATOR.inject(parent.with(span), call, (to, key, value) -> {
            if (to != null) to.entry(key, value);
        });
        return new Traced(span, Context.root());
    }

    @Override
    public Interception intercept(ServerContext call) {
        Context parent = PROPAGATOR.extract(Context.root(), call.entries(), ENTRIES);
        Span span = span(call.contract(), call.operation(), call.transport().provider(), call.endpoint())
                .setSpanKind(SpanKind.SERVER)
                .setParent(parent)
                .setAttribute("rmix.mode", call.mode().name())
                .startSpan();
        return new Traced(span, parent.with(span));
    }

    private SpanBuilder span(String contract, String operation, String provider, Endpoint endpoint) {
        SpanBuilder span = tracer.spanBuilder(contract + "/" + operation)
                .setAttribute("rpc.system", provider.equals("javarmi") ? "java_rmi" : provider)
                .setAttribute("rpc.service", contract)
                .setAttribute("rpc.method", operation)
                .setAttribute("server.address", endpoint.host());
        return endpoint.port() < 0 ? span : span.setAttribute("server.port", endpoint.port());
    }

    private record Traced(Span span, Context context) implements Interception {
        @Override
        @SuppressWarnings("MustBeClosedChecker") // who enters closes it
        public Scope enter() {
            return context.makeCurrent()::close;
        }

        @Override
        public void ended(CallEnd end) {
            switch (end.kind()) {
                case RESULT -> {}
                case DECLARED ->
                    end.exception()
                            .ifPresent(e ->
                                    span.setAttribute("error.type", e.getClass().getName()));
                case FAILED -> {
                    span.setAttribute("error.type", Ends.code(end));
                    span.setAttribute(
                            "rmix.outcome", end.outcome().orElseThrow().name());
                    span.setStatus(StatusCode.ERROR);
                }
            }
            span.end();
        }
    }
}
