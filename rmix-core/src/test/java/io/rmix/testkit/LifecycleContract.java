package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.LaneListener.LaneFailure;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Peers come, go and die; every call in progress ends with a truthful outcome. */
interface LifecycleContract extends Kit {
    @Test
    default void closingAServerAnswersWhatItAccepted() throws Exception {
        KitServant servant = new KitServant();
        Rmix server = rmix();
        Stub<KitService> stub =
                rmix().connect(KitService.class, export(server, servant).endpoint());
        CompletableFuture<String> call = stub.async(kit -> kit.block("b"));
        Await.until("the call runs", () -> servant.entered("b") == 1);
        CompletableFuture<Void> closing = Background.run(server::close);
        Await.until("new calls are refused", () -> refused(stub));
        servant.release("b");
        assertEquals("released b", call.get(30, TimeUnit.SECONDS));
        closing.get(30, TimeUnit.SECONDS);
    }

    private static boolean refused(Stub<KitService> stub) {
        try {
            stub.sync().nothing();
            return false;
        } catch (InvocationException e) {
            assertEquals(Outcome.NOT_INVOKED, e.outcome(), e.getMessage());
            return true;
        }
    }

    @Test
    default void unexportingAnswersWhatRunsAndRefusesTheRest() throws Exception {
        KitServant servant = new KitServant();
        Export export = export(rmix(), servant);
        Stub<KitService> stub = rmix().connect(KitService.class, export.endpoint());
        CompletableFuture<String> call = stub.async(kit -> kit.block("u"));
        Await.until("the call runs", () -> servant.entered("u") == 1);
        CompletableFuture<Void> closing = Background.run(export::close);
        Await.until("new calls are refused", () -> refused(stub));
        servant.release("u");
        assertEquals("released u", call.get(30, TimeUnit.SECONDS));
        closing.get(30, TimeUnit.SECONDS);
    }

    @Test
    default void closingAStubWaitsForItsCalls() throws Exception {
        KitServant servant = new KitServant();
        Stub<KitService> stub = serve(servant);
        CompletableFuture<String> call = stub.async(kit -> kit.block("s"));
        for (int i = 0; i < 1000; i++) stub.oneWay().right(i);
        Await.until("the call runs", () -> servant.entered("s") == 1);
        CompletableFuture<Void> closing = Background.run(stub::close);
        Await.until("new calls are refused", () -> refused(stub));
        servant.release("s");
        closing.get(30, TimeUnit.SECONDS);
        assertEquals("released s", call.get(1, TimeUnit.SECONDS));
        assertEquals(1000, servant.numbers().size());
    }

    @Test
    default void aServerComesBackAtTheSameAddress() throws IOException {
        Rmix first = rmix();
        Endpoint endpoint = export(first, new KitServant()).endpoint();
        KitService kit = rmix().connect(KitService.class, endpoint).sync();
        assertEquals(1, kit.echoInt(1));
        first.close();
        Failures.failsWith(Code.UNAVAILABLE, Outcome.NOT_INVOKED, () -> kit.echoInt(2));
        rmix().export(KitService.class, new KitServant(), endpoint.toString());
        Await.until("calls work again", () -> kit.ready() == 1);
        for (int i = 0; i < 20; i++) assertEquals(i, kit.echoInt(i));
    }

    @Test
    default void aServerIsNeverFoundWithoutTheServiceThatItIsExportedFor() throws Exception {
        for (int round = 0; round < 10; round++) {
            Rmix before = rmix();
            Endpoint endpoint = export(before, new KitServant()).endpoint();
            before.close();
            KitService kit = rmix().connect(KitService.class, endpoint).sync();
            Set<Code> met = ConcurrentHashMap.newKeySet();
            CompletableFuture<Integer> found = Background.supply(() -> callUntilItAnswers(kit, met));
            Await.until("the call is made", () -> met.contains(Code.UNAVAILABLE));
            rmix().export(KitService.class, new KitServant(), endpoint.toString());
            assertEquals(7, found.get(30, TimeUnit.SECONDS));
            assertEquals(Set.of(Code.UNAVAILABLE), met);
        }
    }

    private static int callUntilItAnswers(KitService kit, Set<Code> met) {
        while (true) {
            try {
                return kit.echoInt(7);
            } catch (InvocationException e) {
                met.add(e.code());
            }
        }
    }

    @Test
    default void aKilledServerLeavesTruthfulOutcomes() throws Exception {
        if (!wire().processes()) return;
        KitServer server = closing(KitServer.start(freeAddress() + "/kit"));
        Stub<KitService> stub = rmix().connect(KitService.class, server.endpoint());
        List<LaneFailure> failures = Collections.synchronizedList(new ArrayList<>());
        Stub<KitService> laneStub = stub.withLaneListener(failures::add);
        CompletableFuture<String> call = stub.async(kit -> kit.block("killed"));
        Await.until("the call runs", () -> stub.sync().entered("killed") == 1);
        laneStub.oneWay().block("lane");
        for (int i = 0; i < 100; i++) laneStub.oneWay().right(i);
        Await.until("the lane runs", () -> stub.sync().entered("lane") == 1);
        server.kill();
        InvocationException e = assertInstanceOf(InvocationException.class, Failures.causeOf(call));
        assertEquals(Code.UNAVAILABLE, e.code(), e.getMessage());
        assertEquals(Outcome.UNKNOWN, e.outcome(), e.getMessage());
        Await.until("all one-way calls fail", () -> failures.size() == 101);
        assertEquals(Outcome.UNKNOWN, failures.get(0).cause().outcome());
        for (int i = 0; i <= 100; i++) assertEquals(i + 1, failures.get(i).sequence());
        Failures.failsWith(
                Code.UNAVAILABLE, Outcome.NOT_INVOKED, () -> stub.sync().nothing());

        closing(KitServer.start(server.endpoint()));
        Await.until("calls work again", () -> stub.sync().ready() == 1);
        for (int i = 0; i < 100; i++) laneStub.oneWay().right(i);
        laneStub.lane().flush().get(30, TimeUnit.SECONDS);
        Await.until("a lane works again", () -> laneStub.sync().numbers().size() > 0);
        List<Long> numbers = stub.sync().numbers();
        assertEquals(numbers.stream().sorted().toList(), numbers);
    }

    @Test
    default void nothingIsSentTwiceWhenTheConnectionBreaks() throws Exception {
        if (!wire().processes()) return;
        KitServant servant = new KitServant();
        Endpoint endpoint = export(rmix(), servant).endpoint();
        CuttingProxy proxy = closing(new CuttingProxy(endpoint));
        Stub<KitService> stub = rmix().connect(KitService.class, proxy.endpoint());
        CompletableFuture<String> call = stub.async(kit -> kit.block("once"));
        Await.until("the call runs", () -> servant.entered("once") == 1);
        proxy.cut();
        InvocationException e = assertInstanceOf(InvocationException.class, Failures.causeOf(call));
        assertEquals(Outcome.UNKNOWN, e.outcome(), e.getMessage());
        Await.until("calls work again", () -> stub.sync().ready() == 1);
        assertTrue(proxy.connections() >= 2, "the stub goes through the proxy");
        assertEquals(1, servant.entered("once"));
        servant.release("once");
    }
}
