package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.LaneListener.LaneFailure;
import io.rmix.Outcome;
import io.rmix.Stub;
import io.rmix.introspect.ReflectedServer;
import io.rmix.testkit.Await;
import io.rmix.testkit.Failures;
import io.rmix.testkit.KitService;
import io.rmix.testkit.KitService.KitException;
import io.rmix.testkit.KitValues;
import io.rmix.testkit.NeedsTools;
import io.rmix.testkit.PythonScript;
import io.rmix.testkit.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stub calls a server in Python that implements the emitted .proto and has never heard of RMIX. */
@NeedsTools({Tool.PYTHON, Tool.GRPCIO, Tool.PROTOBUF, Tool.PROTOC, Tool.PROTOC_GRPC})
class PythonServerTest extends Fixture {
    @TempDir
    static Path folder;

    private String endpoint;
    private Stub<KitService> stub;

    @BeforeAll
    static void generate() throws Exception {
        PythonStubs.generate(folder);
    }

    @BeforeEach
    void start() throws Exception {
        PythonScript server = closing(PythonScript.start(folder, getClass(), "kit_server.py"));
        endpoint = "grpc://127.0.0.1:" + server.line("READY ") + "/kit";
        stub = rmix().connect(KitService.class, endpoint);
    }

    @Test
    void everyTypeThereAndBack() throws Throwable {
        KitValues.assertEchoed(stub.sync());
        assertEquals("7seven[1.0, 2.5]", stub.sync().three(7, "seven", List.of(1.0, 2.5)));
        assertEquals(1 << 20, stub.sync().make(1 << 20).length);
        stub.sync().nothing();
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int value : new int[] {0, Integer.MAX_VALUE, Integer.MIN_VALUE})
            calls.add(stub.async(k -> k.echoInt(value)));
        assertEquals(Integer.MIN_VALUE, calls.get(2).get(30, TimeUnit.SECONDS));
    }

    @Test
    void reflectionIsEnough() {
        ReflectedServer server = closing(rmix().reflect(Endpoint.parse(endpoint)));
        assertEquals(List.of("io.rmix.testkit.KitService"), server.services());
        assertThrows(IllegalArgumentException.class, () -> server.service("no.Such"));
        ServiceDescriptor kit = server.service("io.rmix.testkit.KitService");
        MethodDescriptor right = kit.findMethodByName("Right");
        DynamicMessage seven = DynamicMessage.newBuilder(right.getInputType())
                .setField(right.getInputType().findFieldByName("number"), 7L)
                .build();
        server.call(right, List.of(seven), answer -> {});
        MethodDescriptor numbers = kit.findMethodByName("Numbers");
        List<Object> answers = new ArrayList<>();
        server.call(
                numbers,
                List.of(DynamicMessage.getDefaultInstance(numbers.getInputType())),
                answer -> answers.add(ReflectingClient.field(answer, "result")));
        assertEquals(List.of(List.of(7L)), answers);
        MethodDescriptor alone = kit.findMethodByName("Alone");
        Failures.failsWith(
                Code.NO_SUCH_METHOD,
                Outcome.NOT_INVOKED,
                () -> server.call(
                        alone, List.of(DynamicMessage.getDefaultInstance(alone.getInputType())), answer -> {}));
    }

    @Test
    void failures() {
        KitException refused =
                assertThrows(KitException.class, () -> stub.sync().refuse("closed today", -7));
        assertEquals("closed today", refused.getMessage());
        assertEquals(-7, refused.code());
        Failures.failsWith(
                Code.SERVANT_FAILED, Outcome.UNKNOWN, () -> stub.sync().crash("it"));
        Failures.failsWith(
                Code.NO_SUCH_METHOD, Outcome.NOT_INVOKED, () -> stub.sync().alone());
        Failures.failsWith(Code.INVALID, Outcome.INVOKED, () -> stub.sync().echoInt(42));
    }

    @Test
    void deadlinesAndCancellationsReachTheServer() {
        KitService kit = stub.sync();
        Failures.failsWith(
                Code.DEADLINE_EXCEEDED,
                Outcome.UNKNOWN,
                () -> stub.withDeadline(Duration.ofSeconds(2)).sync().block("d"));
        int remaining = kit.entered("d");
        assertTrue(remaining == 1 || remaining == 2, "seconds left at the server: " + remaining);
        Await.until("the server hears that the deadline passed", () -> kit.cancelled("d"));
        CompletableFuture<String> call = stub.async(k -> k.block("c"));
        Await.until("the server is entered", () -> kit.entered("c") == 0);
        assertTrue(call.cancel(true));
        Await.until("the server hears of the cancellation", () -> kit.cancelled("c"));
    }

    @Test
    void oneWayCallsArriveInOrder() throws Exception {
        List<LaneFailure> failures = Collections.synchronizedList(new ArrayList<>());
        Stub<KitService> lane = stub.withLaneListener(failures::add);
        for (long number = 0; number < 300; number++) {
            if (number % 2 == 0) lane.oneWay().left(number);
            else lane.oneWay().right(number);
        }
        lane.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(LongStream.range(0, 300).boxed().toList(), stub.sync().numbers());
        assertEquals(List.of(), failures);
    }
}
