package io.rmix.interceptors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.rmix.InvocationException;
import io.rmix.testkit.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans of real calls, and contexts without an SDK. */
class TracingTest {
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    private final List<SpanContext> inServant = new CopyOnWriteArrayList<>();
    private final Desk.Servant servant =
            new Desk.Servant(() -> inServant.add(Span.current().getSpanContext()));

    @AfterEach
    void close() {
        telemetry.close();
    }

    private SpanData span(SpanKind kind, String operation) {
        Await.until(
                kind + " of " + operation,
                () -> spans.getFinishedSpanItems().stream()
                        .anyMatch(
                                span -> span.getKind() == kind && span.getName().equals("test.v1.Desk/" + operation)));
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == kind && span.getName().equals("test.v1.Desk/" + operation))
                .findFirst()
                .orElseThrow();
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    @ParameterizedTest
    @CsvSource({"grpc://127.0.0.1:0,grpc", "rmi://127.0.0.1:0,java_rmi", "soap://127.0.0.1:0,soap"})
    void aCallIsASpanOnEitherSideOfOneTrace(String address, String system) throws Exception {
        Tracing tracing = new Tracing(telemetry);
        Span root = telemetry.getTracer("test").spanBuilder("root").startSpan();
        try (Pair pair = Pair.at(address, servant, tracing, tracing)) {
            try (Scope current = root.makeCurrent()) {
                pair.sync().add(1);
                assertThrows(InvocationException.class, () -> pair.sync().fail());
                pair.stub().oneWay().note("x");
                pair.stub().lane().flush().get(30, TimeUnit.SECONDS);
            }
            for (String operation : List.of("add", "fail", "note")) {
                SpanData client = span(SpanKind.CLIENT, operation);
                SpanData server = span(SpanKind.SERVER, operation);
                assertEquals(root.getSpanContext().getTraceId(), client.getTraceId());
                assertEquals(root.getSpanContext().getSpanId(), client.getParentSpanId());
                assertEquals(client.getTraceId(), server.getTraceId());
                assertEquals(client.getSpanId(), server.getParentSpanId());
                assertEquals(system, attribute(client, "rpc.system"));
                assertEquals("test.v1.Desk", attribute(server, "rpc.service"));
                assertEquals(operation, attribute(server, "rpc.method"));
            }
            assertEquals(
                    StatusCode.ERROR, span(SpanKind.CLIENT, "fail").getStatus().getStatusCode());
            assertEquals("SERVANT_FAILED", attribute(span(SpanKind.SERVER, "fail"), "error.type"));
            assertEquals("INVOKED", attribute(span(SpanKind.CLIENT, "fail"), "rmix.outcome"));
            assertEquals(
                    span(SpanKind.SERVER, "add").getSpanId(), inServant.get(0).getSpanId());
            assertEquals(
                    span(SpanKind.SERVER, "note").getSpanId(), inServant.get(1).getSpanId());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc://127.0.0.1:0", "soap://127.0.0.1:0"})
    void withoutAnSdkContextsArePassedOn(String address) throws Exception {
        Tracing tracing = new Tracing(OpenTelemetry.noop());
        SpanContext parent = SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.builder().put("vendor", "1").build());
        try (Pair pair = Pair.at(address, servant, tracing, tracing);
                Scope current = Span.wrap(parent).makeCurrent()) {
            pair.sync().add(1);
            assertEquals(parent.getTraceId(), inServant.get(0).getTraceId());
            assertEquals(parent.getSpanId(), inServant.get(0).getSpanId());
            assertEquals("1", inServant.get(0).getTraceState().get("vendor"));
        }
    }
}
