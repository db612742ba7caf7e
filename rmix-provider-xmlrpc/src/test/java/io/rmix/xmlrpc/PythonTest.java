package io.rmix.xmlrpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.proto.v1.LaneAck;
import io.rmix.testkit.Failures;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import io.rmix.testkit.KitService.Colour;
import io.rmix.testkit.KitService.Line;
import io.rmix.testkit.NeedsTools;
import io.rmix.testkit.PythonScript;
import io.rmix.testkit.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Python's own client and server, which know nothing of RMIX. */
@NeedsTools(Tool.PYTHON)
@Timeout(120)
class PythonTest {
    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> itsClientCallsUsWithEveryType() throws Exception {
        KitServant servant = new KitServant();
        try (Rmix rmix = Rmix.create()) {
            int port = rmix.export(KitService.class, servant, "xmlrpc://127.0.0.1:0/kit")
                    .endpoint()
                    .port();
            try (PythonScript client = PythonScript.start(folder, getClass(), "kit_client.py", port)) {
                List<DynamicTest> tests = client.results(5);
                List<Long> numbers =
                        servant.numbers().stream().filter(n -> n > 1).toList();
                tests.add(DynamicTest.dynamicTest(
                        "the calls came in order",
                        () -> assertEquals(LongStream.range(2, 20).boxed().toList(), numbers)));
                return tests;
            }
        }
    }

    @Test
    void weCallItsServerWithEveryType() throws Exception {
        try (PythonScript server = PythonScript.start(folder, getClass(), "kit_server.py");
                Rmix rmix = Rmix.create()) {
            KitService kit = stub(rmix, server).sync();
            assertTrue(kit.echoBoolean(true));
            assertEquals(Integer.MIN_VALUE, kit.echoInt(Integer.MIN_VALUE));
            assertEquals(Long.MAX_VALUE, kit.echoLong(Long.MAX_VALUE));
            assertEquals(1e300, kit.echoDouble(1e300));
            List<Double> odd = List.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0);
            assertEquals(odd, kit.echoDoubles(odd));
            assertEquals("<&> \n\ud834\udd1e", kit.echoString("<&> \n\ud834\udd1e"));
            assertArrayEquals(new byte[] {0, -1}, kit.echoBytes(new byte[] {0, -1}));
            assertEquals(Colour.GREEN, kit.echoEnum(Colour.GREEN));
            Line part = new Line("p", 1, 0.5, Colour.RED, List.of(), Optional.empty(), new byte[] {1});
            Line line = new Line(
                    "l", -1, 2, Colour.BLUE, List.of(part), Optional.of(Instant.EPOCH.plusNanos(1)), new byte[0]);
            assertEquals(line, kit.echoRecord(line));
            assertEquals(Optional.of(line), kit.echoOptionalRecord(Optional.of(line)));
            assertEquals(Map.of(7, line), kit.echoRecordMap(Map.of(7, line)));
            assertEquals(Map.of("x", 1L), kit.echoMap(Map.of("x", 1L)));
            assertEquals(Optional.empty(), kit.echoOptional(Optional.empty()));
            assertEquals(Duration.ofNanos(-1), kit.echoDuration(Duration.ofNanos(-1)));
            RemoteRef ref = new RemoteRef(
                    UUID.randomUUID(),
                    "h",
                    List.of(new RemoteRef.Entry(Endpoint.parse("grpc://127.0.0.1:9/s"), List.of("a.B"))));
            assertEquals(ref, kit.echoRef(ref));
            LaneAck message = LaneAck.newBuilder().setExecuted(5).build();
            assertEquals(message, kit.echoMessage(message));
            assertEquals("[1, 'x', [0.5]]", kit.three(1, "x", List.of(0.5)));
            kit.nothing();
        }
    }

    @Test
    void faultsOfItsServerSayWhatIsKnown() throws Exception {
        try (PythonScript server = PythonScript.start(folder, getClass(), "kit_server.py");
                Rmix rmix = Rmix.create()) {
            KitService kit = stub(rmix, server).sync();
            InvocationException refused =
                    Failures.failsWith(Code.SERVANT_FAILED, Outcome.INVOKED, () -> kit.refuse("no", 7));
            assertTrue(refused.getMessage().contains("fault 7: refused: no"), refused.getMessage());
            Failures.failsWith(Code.SERVANT_FAILED, Outcome.INVOKED, () -> kit.crash("x"));
            Failures.failsWith(Code.INVALID, Outcome.INVOKED, kit::ready);
            Failures.failsWith(Code.UNSUPPORTED, Outcome.NOT_INVOKED, () -> kit.echoString("\u0007"));
        }
    }

    @Test
    void oneWayCallsArriveAtItsServerOnceAndInOrder() throws Exception {
        try (PythonScript server = PythonScript.start(folder, getClass(), "kit_server.py");
                Rmix rmix = Rmix.create()) {
            Stub<KitService> stub = stub(rmix, server);
            KitService oneWay = stub.oneWay();
            for (long i = 0; i < 100; i++) {
                if (i % 10 == 3) oneWay.left(i);
                else oneWay.right(i);
            }
            stub.lane().flush().get();
            assertEquals(LongStream.range(0, 100).boxed().toList(), stub.sync().numbers());
        }
    }

    private static Stub<KitService> stub(Rmix rmix, PythonScript server) throws Exception {
        return rmix.connect(KitService.class, "xmlrpc://127.0.0.1:" + server.line("READY ") + "/kit");
    }
}
