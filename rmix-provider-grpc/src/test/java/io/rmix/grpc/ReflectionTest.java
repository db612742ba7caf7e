package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.introspect.ReflectedServer;
import io.rmix.testkit.Failures;
import io.rmix.testkit.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A server of gRPC's own services, health and reflection, is called by what it says of itself. */
class ReflectionTest extends Fixture {
    private static final String HEALTH = "grpc.health.v1.Health";

    private final HealthStatusManager health = new HealthStatusManager();
    private final Map<String, String> heard = new ConcurrentHashMap<>();

    /** Notes a header, as servers do that want to know who calls. */
    private final ServerInterceptor listening = new ServerInterceptor() {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String value = headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER));
            if (value != null) heard.put(call.getMethodDescriptor().getFullMethodName(), value);
            return next.startCall(call, headers);
        }
    };

    private ReflectedServer server(BindableService... others) throws Exception {
        ReflectedPeer peer = closing(ReflectedPeer.start(List.of(listening), health.getHealthService(), others));
        return reflect(rmix(), peer.endpoint());
    }

    private ReflectedServer reflect(Rmix rmix, String endpoint) {
        return closing(rmix.reflect(Endpoint.parse(endpoint)));
    }

    private static DynamicMessage asking(MethodDescriptor method, String field, Object value) {
        FieldDescriptor found = method.getInputType().findFieldByName(field);
        return DynamicMessage.newBuilder(method.getInputType())
                .setField(found, value)
                .build();
    }

    private static String status(DynamicMessage answer) {
        return ReflectingClient.field(answer, "status").toString();
    }

    private void check(ReflectedServer server) {
        assertEquals(List.of(HEALTH), server.services());
        MethodDescriptor method = server.service(HEALTH).findMethodByName("Check");
        List<String> answers = new ArrayList<>();
        server.call(method, List.of(asking(method, "service", "")), answer -> answers.add(status(answer)));
        assertEquals(List.of("SERVING"), answers);
        InvocationException e = Failures.failsWith(
                Code.SERVANT_FAILED,
                Outcome.INVOKED,
                () -> server.call(method, List.of(asking(method, "service", "none")), answer -> {}));
        assertTrue(e.getMessage().contains("the server says NOT_FOUND: unknown service"), e.getMessage());
        assertTrue(e.getMessage().contains("/" + HEALTH + " Check"), e.getMessage());
    }

    @Test
    void whatItDescribesIsCalled() throws Exception {
        ReflectedServer server = server(ProtoReflectionServiceV1.newInstance());
        check(server);
        String unknown = assertThrows(IllegalArgumentException.class, () -> server.service("no.Such"))
                .getMessage();
        assertTrue(unknown.endsWith("no service 'no.Such' here; there are [" + HEALTH + "]"), unknown);
        MethodDescriptor method = server.service(HEALTH).findMethodByName("Check");
        assertThrows(IllegalArgumentException.class, () -> server.call(method, List.of(), answer -> {}));
    }

    @Test
    @SuppressWarnings("deprecation")
    void theOldReflectionDoes() throws Exception {
        check(server(io.grpc.protobuf.services.ProtoReflectionService.newInstance()));
    }

    @Test
    void withoutReflectionNothingIsKnown() throws Exception {
        Failures.failsWith(Code.UNSUPPORTED, Outcome.NOT_INVOKED, server()::services);
    }

    @Test
    void aStreamIsTakenOneByOneAndCanBeLeft() throws Exception {
        ReflectedServer server = server(ProtoReflectionServiceV1.newInstance());
        MethodDescriptor watch = server.service(HEALTH).findMethodByName("Watch");
        List<DynamicMessage> everything = List.of(asking(watch, "service", ""));
        List<String> answers = new ArrayList<>();
        IllegalStateException enough = new IllegalStateException("enough");
        assertEquals(
                enough,
                assertThrows(
                        IllegalStateException.class,
                        () -> server.call(watch, everything, answer -> {
                            answers.add(status(answer));
                            if (answers.size() == 2) throw enough;
                            health.setStatus("", ServingStatus.NOT_SERVING);
                        })));
        assertEquals(List.of("SERVING", "NOT_SERVING"), answers);
        answers.clear();
        ReflectedServer hurried = server.withDeadline(Duration.ofSeconds(2));
        Failures.failsWith(
                Code.DEADLINE_EXCEEDED,
                Outcome.INVOKED,
                () -> hurried.call(watch, everything, answer -> answers.add(status(answer))));
        assertEquals(List.of("NOT_SERVING"), answers);
    }

    @Test
    void bothSidesStream() throws Exception {
        ReflectedServer server = server(ProtoReflectionServiceV1.newInstance());
        MethodDescriptor ask =
                server.service("grpc.reflection.v1.ServerReflection").findMethodByName("ServerReflectionInfo");
        List<DynamicMessage> questions = List.of(
                asking(ask, "list_services", ""),
                asking(ask, "file_containing_symbol", "no.Such"),
                asking(ask, "file_containing_symbol", HEALTH));
        List<String> answers = new ArrayList<>();
        server.call(
                ask,
                questions,
                answer -> answers.add(answer.getOneofFieldDescriptor(
                                answer.getDescriptorForType().getOneofs().get(0))
                        .getName()));
        assertEquals(List.of("list_services_response", "error_response", "file_descriptor_response"), answers);
    }

    @Test
    void aClientStreams() throws Exception {
        ReflectedServer server = server(ProtoReflectionServiceV1.newInstance(), new Sum());
        MethodDescriptor add = server.service("sum.Sum").findMethodByName("Add");
        List<Object> answers = new ArrayList<>();
        for (List<Long> numbers : List.of(List.of(1L, 2L, 39L), List.<Long>of()))
            server.call(
                    add,
                    numbers.stream().map(n -> asking(add, "value", n)).toList(),
                    answer -> answers.add(ReflectingClient.field(answer, "value")));
        assertEquals(List.of(42L, 0L), answers);
    }

    @Test
    void entriesAreHeaders() throws Exception {
        ReflectedServer server = server(ProtoReflectionServiceV1.newInstance()).withEntry("authorization", "Bearer x");
        check(server);
        assertEquals("Bearer x", heard.get(HEALTH + "/Check"));
        assertEquals("Bearer x", heard.get("grpc.reflection.v1.ServerReflection/ServerReflectionInfo"));
        for (Map.Entry<String, String> bad : Map.of(
                        "grpc-timeout", "1S", "x-bin", "a", "Upper", "a", "a b", "a", "text", "two\nlines", "name", "é")
                .entrySet())
            Failures.failsWith(
                    Code.INVALID, Outcome.NOT_INVOKED, server.withEntry(bad.getKey(), bad.getValue())::services);
        Failures.failsWith(
                Code.TOO_LARGE, Outcome.NOT_INVOKED, server.withEntry("large", "x".repeat(20_000))::services);
    }

    @Test
    void whoIsNotThereWasNotInvoked() throws Exception {
        Rmix rmix = rmix();
        ReflectedServer nobody = reflect(rmix, "grpc://127.0.0.1:" + Ports.free());
        Failures.failsWith(Code.UNAVAILABLE, Outcome.NOT_INVOKED, nobody::services);
        rmix.close();
        Failures.failsWith(Code.CLOSED, Outcome.NOT_INVOKED, nobody::services);
        assertThrows(IllegalStateException.class, () -> reflect(rmix, "grpc://127.0.0.1:1"));
        assertThrows(IllegalArgumentException.class, () -> reflect(rmix(), "local://here"));
    }

    @Test
    void anInterruptCancels() throws Exception {
        ReflectedServer server = server(ProtoReflectionServiceV1.newInstance());
        MethodDescriptor watch = server.service(HEALTH).findMethodByName("Watch");
        Failures.failsWith(
                Code.CANCELLED,
                Outcome.INVOKED,
                () -> server.call(
                        watch,
                        List.of(asking(watch, "service", "")),
                        answer -> Thread.currentThread().interrupt()));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aServerOfRmixIsOneToo() throws Exception {
        Rmix rmix = closing(Rmix.builder().introspection(false).build());
        Endpoint endpoint = rmix.export(Shop.class, new Shop.Keeper("plain"), ANYWHERE + "shop")
                .endpoint();
        ReflectedServer server = reflect(rmix, endpoint.toString());
        ServiceDescriptor shop = server.service("shop.v1.Shop");
        MethodDescriptor name = shop.findMethodByName("Name");
        List<Object> answers = new ArrayList<>();
        server.call(
                name,
                List.of(DynamicMessage.getDefaultInstance(name.getInputType())),
                answer -> answers.add(ReflectingClient.field(answer, "result")));
        assertEquals(List.of("plain"), answers);
    }
}
