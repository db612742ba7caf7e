package io.rmix.cli.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.rmix.cli.CommandRun;
import io.rmix.cli.ExitCode;
import io.rmix.cli.demo.DvmProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code dvm list} and {@code call} with a server of gRPC's own services, which has never heard of RMIX. */
@Timeout(300)
class ReflectedCallTest {
    private static Server server;
    private static String address;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() throws Exception {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new HealthStatusManager().getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .build()
                .start();
        address = "grpc://127.0.0.1:" + server.getPort();
    }

    @AfterAll
    static void stop() throws Exception {
        server.shutdownNow();
        server.awaitTermination(10, TimeUnit.SECONDS);
    }

    private static String said(String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals(ExitCode.OK, run.code(), run.err());
        return run.out();
    }

    private static String on(String method) {
        return address + "/grpc.health.v1.Health." + method;
    }

    @Test
    void itIsListed() throws Exception {
        String list = said("list", address);
        for (String line : new String[] {
            address + "/grpc.health.v1.Health: by the server's own reflection",
            "  grpc.health.v1.HealthCheckResponse Check(grpc.health.v1.HealthCheckRequest)",
            "  stream grpc.health.v1.HealthCheckResponse Watch(grpc.health.v1.HealthCheckRequest)",
            "  message grpc.health.v1.HealthCheckRequest { string service; }",
            "  message grpc.health.v1.HealthCheckResponse {"
                    + " grpc.health.v1.HealthCheckResponse.ServingStatus status; }",
            "  enum grpc.health.v1.HealthCheckResponse.ServingStatus {"
                    + " UNKNOWN, SERVING, NOT_SERVING, SERVICE_UNKNOWN }"
        }) assertTrue(list.contains(line + "\n"), line + " is not in " + list);
        JsonNode json = new ObjectMapper().readTree(said("list", address + "/grpc.health.v1.Health", "--json"));
        assertEquals("grpc.health.v1.Health", json.get(0).get("service").textValue());
        assertEquals("Check", json.get(0).get("operations").get(0).get("name").textValue());
        assertTrue(json.get(0).get("operations").get(0).has("serverStreaming"), json::toString);
    }

    @Test
    void itIsCalled() throws Exception {
        String serving = "{\"status\":\"SERVING\"}\n";
        assertEquals(serving, said("call", on("Check")));
        assertEquals(serving, said("call", on("Check"), "{\"service\":\"\"}", "--entry", "authorization=x"));
        Path file = Files.writeString(temp.resolve("message.json"), "{\"service\":\"\"}");
        assertEquals(serving.repeat(2), said("call", on("Check"), "--args", file.toString(), "--count", "2"));
        assertEquals(serving.repeat(300), said("call", on("Check"), "--async", "--count", "300"));
        String[] answers = said(
                        "call",
                        address + "/grpc.reflection.v1.ServerReflection.ServerReflectionInfo",
                        "{\"listServices\":\"\"}",
                        "{\"file_containing_symbol\":\"no.Such\"}")
                .split("\n");
        assertEquals(2, answers.length);
        assertTrue(answers[0].contains("{\"name\":\"grpc.health.v1.Health\"}"), answers[0]);
        assertTrue(answers[1].contains("\"errorCode\":5"), answers[1]);
    }

    @Test
    void failuresSayWhatMayBeConcluded() throws Exception {
        try (DvmProcess process = DvmProcess.start(temp, "call", on("Check"), "{\"service\":\"none\"}")) {
            assertEquals(ExitCode.FAILED, process.code());
            assertTrue(process.err().contains("the server says NOT_FOUND: unknown service"), process.err());
            assertTrue(process.err().contains("[SERVANT_FAILED, INVOKED]"), process.err());
        }
        try (DvmProcess process = DvmProcess.start(temp, "call", on("Watch"), "--deadline", "3s")) {
            assertEquals(ExitCode.FAILED, process.code());
            assertEquals("{\"status\":\"SERVING\"}\n", process.out());
            assertTrue(process.err().contains("[DEADLINE_EXCEEDED, INVOKED]"), process.err());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no.Such.Check | {} | no service 'no.Such' here; there are [grpc.health.v1.Health]; or name the interface",
                "grpc.health.v1.Health.check | {} | grpc.health.v1.Health has no method 'check'; there are [Check, ",
                "grpc.health.v1.Health.Check | {\"name\":1} | message: grpc.health.v1.HealthCheckRequest has no field"
                        + " 'name'; there are [service]",
                "grpc.health.v1.Health.Check | {\"service\":{}} | message: no grpc.health.v1.HealthCheckRequest: ",
                "grpc.health.v1.Health.Check | {} {} | message: no JSON: ",
                "grpc.health.v1.Health.Check | --one-way | --one-way: ",
            })
    void whatDoesNotFitIsTold(String method, String argument, String expected) {
        CommandRun run = CommandRun.of("call", address + "/" + method, argument);
        assertEquals(ExitCode.USAGE, run.code(), run.out());
        assertTrue(run.err().contains(expected), run.err());
    }

    @Test
    void aMethodThatDoesNotStreamTakesOneMessage() {
        CommandRun run = CommandRun.of("call", on("Check"), "{}", "{}");
        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("takes one message, a grpc.health.v1.HealthCheckRequest, not 2"), run.err());
    }
}
