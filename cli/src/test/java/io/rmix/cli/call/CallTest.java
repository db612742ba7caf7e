package io.rmix.cli.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmix.Export;
import io.rmix.Rmix;
import io.rmix.cli.demo.DvmProcess;
import io.rmix.contract.Contract;
import io.rmix.introspect.ContractClasses;
import io.rmix.introspect.ContractInfo;
import io.rmix.proto.v1.LaneAck;
import io.rmix.testkit.HidingLoader;
import io.rmix.testkit.KitServer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dvm call}, {@code list} and {@code ping} in processes of their own, against a server in one of its own. */
@Timeout(300)
class CallTest {
    private static final String LINE =
            "{\"name\":\"n\",\"amount\":9007199254740993,\"price\":\"NaN\",\"colour\":\"GREEN\","
                    + "\"parts\":[],\"due\":\"2026-01-31T12:00:00.000000001Z\",\"blob\":\"AAH/\"}";

    @TempDir
    Path temp;

    /** One command each: what it says, and its exit code. */
    private record Said(int code, String out, String err) {}

    private Said dvm(String... arguments) throws Exception {
        try (DvmProcess process = DvmProcess.start(temp, arguments)) {
            return new Said(process.code(), process.out(), process.err());
        }
    }

    private void assertSays(String out, String... arguments) throws Exception {
        Said said = dvm(arguments);
        assertEquals(0, said.code(), said.err());
        assertEquals(out + "\n", said.out(), said.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "soap", "rmi"})
    void oneCommandCallsOverEveryProtocol(String scheme) throws Exception {
        try (KitServer server = KitServer.start(scheme + "://127.0.0.1:0/kit")) {
            String kit = server.endpoint();
            assertSays("\"Ada\"", "call", kit + ".echoString", "Ada");
            assertSays(LINE, "call", kit + ".echoRecord", LINE);
            Path file = Files.writeString(temp.resolve("args.json"), "{\"more\":[1,2.5],\"number\":3,\"text\":\"x\"}");
            assertSays("\"3x[1.0, 2.5]\"", "call", kit + ".three", "--args", file.toString());
            assertSays("\"v\"", "call", kit + ".entry", "k", "--entry", "k=v");
            assertSays("1\n1\n1", "call", kit + ".echoInt", "1", "--async", "--count", "3");
            Said oneWay = dvm("call", kit + ".left", "5", "--one-way", "--count", "2");
            assertEquals(new Said(0, "", ""), oneWay);
            assertSays("[5,5]", "call", kit + ".numbers");

            Said refused = dvm("call", kit + ".refuse", "no", "7");
            assertEquals(3, refused.code(), refused.err());
            assertEquals("{\"exception\":\"KitException\",\"message\":\"no\",\"code\":7}\n", refused.err());
            Said crashed = dvm("call", kit + ".crash", "secret");
            assertEquals(1, crashed.code());
            assertTrue(crashed.err().contains("[SERVANT_FAILED, INVOKED]"), crashed.err());
            Said late = dvm("call", kit + ".block", "t", "--deadline", "300ms");
            assertEquals(1, late.code());
            assertTrue(late.err().contains("[DEADLINE_EXCEEDED, UNKNOWN]"), late.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "soap", "rmi"})
    void anAddressListsItsServicesAndAnswersPings(String scheme) throws Exception {
        try (KitServer server = KitServer.start(scheme + "://127.0.0.1:0/kit")) {
            String address = server.endpoint().substring(0, server.endpoint().lastIndexOf('/'));
            Said list = dvm("list", address);
            assertEquals(0, list.code(), list.err());
            for (String line : List.of(
                    server.endpoint() + ": io.rmix.testkit.KitService",
                    "  @Serial int alone()",
                    "  Map<Long, List<Optional<Optional<String>>>> echoNested(Map<Long, List<Optional<Optional<String>>>> value)",
                    "  void refuse(String reason, int code) throws KitException",
                    "  enum Colour { RED, GREEN, BLUE }",
                    "  exception KitException(String message, int code)",
                    "  message rmix.v1.LaneAck"))
                assertTrue(list.out().contains(line + "\n"), line + " is not in " + list.out());
            try (DvmProcess json = DvmProcess.start(temp, "list", server.endpoint(), "--json")) {
                assertEquals(0, json.code(), json.err());
                assertEquals("kit", json.json().get(0).get("service").textValue());
            }
            try (DvmProcess ping =
                    DvmProcess.start(temp, "ping", address, "--count", "5", "--interval", "1ms", "--json")) {
                assertEquals(0, ping.code(), ping.err());
                JsonNode times = ping.json();
                assertEquals("call", times.get("measured").textValue());
                assertEquals(5, times.get("count").intValue());
                assertTrue(times.get("min").doubleValue() > 0, times::toString);
                assertTrue(times.get("min").doubleValue() <= times.get("median").doubleValue(), times::toString);
                assertTrue(times.get("median").doubleValue() <= times.get("max").doubleValue(), times::toString);
            }
            Said table = dvm("ping", address, "--count", "2");
            assertTrue(table.out().startsWith("address"), table.out());
            assertTrue(table.out().contains("median ms"), table.out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "soap", "rmi"})
    void aServerThatTellsNothingIsCalledByAnInterface(String scheme) throws Exception {
        try (QuietServer server = QuietServer.start(scheme)) {
            Said refused = dvm("call", server.endpoint() + ".echoInt", "1");
            assertEquals(2, refused.code(), refused.err());
            assertTrue(refused.err().contains("name the interface with --interface"), refused.err());
            assertSays("1", "call", server.endpoint() + ".echoInt", "1", "--interface", "io.rmix.testkit.KitService");
            Said ping = dvm("ping", server.endpoint(), "--count", "3", "--interval", "0ms");
            assertEquals(0, ping.code(), ping.err());
            assertTrue(ping.out().contains("has no introspection: TCP connections are measured"), ping.out());
        }
    }

    /** A contract with a message whose class is in the server alone. */
    interface Post {
        LaneAck send(LaneAck parcel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "soap", "rmi"})
    void aMessageWhoseClassIsOnlyInTheServerIsCalledWith(String scheme) throws Exception {
        Class<?> post = ContractClasses.define(
                ContractInfo.of(Contract.of(Post.class)), new HidingLoader(LaneAck.class.getName()));
        Object servant = Proxy.newProxyInstance(
                post.getClassLoader(), new Class<?>[] {post}, (proxy, method, arguments) -> arguments[0]);
        try (Rmix rmix = Rmix.create();
                Export export = export(rmix, post, servant, scheme + "://127.0.0.1:0/post")) {
            String parcel = "{\"executed\":\"5\",\"refusal\":\"no\"}";
            assertSays(parcel, "call", export.endpoint() + ".send", parcel);
            Said refused = dvm("call", export.endpoint() + ".send", "{\"weight\":1}");
            assertEquals(2, refused.code(), refused.err());
            assertTrue(
                    refused.err()
                            .contains("rmix.v1.LaneAck has no field 'weight'; there are [executed, credit, refusal]"),
                    refused.err());
        }
    }

    private static <T> Export export(Rmix rmix, Class<T> type, Object servant, String endpoint) throws IOException {
        return rmix.export(type, type.cast(servant), endpoint);
    }
}
