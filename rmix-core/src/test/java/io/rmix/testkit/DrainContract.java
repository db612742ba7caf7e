package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.LaneListener.LaneFailure;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Closing lets out what was taken in, on both sides. */
interface DrainContract extends Kit {
    @Test
    default void closingAServerAcknowledgesWhatItsLanesReceived() throws Exception {
        CountDownLatch submitted = new CountDownLatch(1);
        KitServant servant = new KitServant() {
            @Override
            public void right(long number) {
                try {
                    submitted.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                LockSupport.parkNanos(20_000_000);
                super.right(number);
            }
        };
        Rmix server = rmix();
        List<LaneFailure> failures = Collections.synchronizedList(new ArrayList<>());
        Stub<KitService> stub = rmix().connect(
                        KitService.class, export(server, servant).endpoint())
                .withLaneListener(failures::add);
        for (int i = 0; i < 100; i++) stub.oneWay().right(i);
        submitted.countDown();
        // Wires without streams have the first call in one frame and all others in the next.
        Await.until("the server has all", () -> servant.numbers().size() >= 2);
        server.close();
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(List.of(), failures);
        assertEquals(LongStream.range(0, 100).boxed().toList(), servant.numbers());
    }

    @Test
    default void closingAnEngineSettlesTheLanesOfDerivedStubs() throws IOException {
        KitServant servant = new KitServant();
        Endpoint endpoint = export(rmix(), servant).endpoint();
        List<LaneFailure> failures = Collections.synchronizedList(new ArrayList<>());
        for (int round = 0; round < 10; round++) {
            try (Rmix client = Rmix.create()) {
                Stub<KitService> stub = client.connect(KitService.class, endpoint);
                for (int i = 0; i < 8; i++) {
                    Stub<KitService> derived = stub.withLaneListener(failures::add);
                    for (int n = 0; n < 100; n++) derived.oneWay().left(n);
                }
            }
        }
        assertEquals(List.of(), failures);
        assertEquals(8000, servant.numbers().size());
    }

    @Test
    default void closingAnEngineTakesNoLongerThanItsDrain() throws IOException {
        KitServant servant = new KitServant();
        Rmix server = rmix(Limits.defaults().withServants(64, 64));
        Endpoint endpoint = export(server, servant).endpoint();
        Rmix client = rmix(Limits.defaults().withDrain(Duration.ofSeconds(2)));
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Stub<KitService> stub = client.connect(KitService.class, endpoint);
            calls.add(stub.async(kit -> kit.block("stubborn")));
            stub.withDeadline(Duration.ofSeconds(1)).oneWay().block("stubborn");
        }
        Await.until("all run", () -> servant.entered("stubborn") == 20);
        long begin = System.nanoTime();
        client.close();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        assertTrue(seconds < 10, "ten stubs with calls that do not end took " + seconds + " s to close");
        servant.release("stubborn");
        for (CompletableFuture<String> call : calls)
            assertEquals(
                    Outcome.UNKNOWN,
                    ((InvocationException) Failures.causeOf(call)).outcome(),
                    "abandoned calls may run");
    }

    @Test
    default void closingAStubWaitsForSynchronousCallsOfOthers() throws Exception {
        KitServant servant = new KitServant();
        Stub<KitService> stub = serve(servant);
        CompletableFuture<String> call = Background.supply(() -> stub.sync().block("sync"));
        Await.until("the call runs", () -> servant.entered("sync") == 1);
        CompletableFuture<Void> closing = Background.run(stub::close);
        Await.until("new calls are refused", () -> {
            try {
                stub.sync().nothing();
                return false;
            } catch (InvocationException e) {
                return e.outcome() == Outcome.NOT_INVOKED;
            }
        });
        servant.release("sync");
        assertEquals("released sync", call.get(30, TimeUnit.SECONDS));
        closing.get(30, TimeUnit.SECONDS);
    }

    @Test
    default void stubsComeAndGo() throws Exception {
        KitServant servant = new KitServant();
        Endpoint endpoint = export(rmix(), servant).endpoint();
        Rmix client = rmix();
        for (int i = 0; i < 300; i++) {
            try (Stub<KitService> stub = client.connect(KitService.class, endpoint)) {
                stub.oneWay().right(i);
            }
        }
        assertEquals(LongStream.range(0, 300).boxed().toList(), servant.numbers());
    }

    @Test
    default void callsThatMeetTheirStubsEndHaveAnOutcome() throws Exception {
        Endpoint endpoint = export(rmix(), new KitServant()).endpoint();
        Rmix client = rmix();
        for (int i = 0; i < 50; i++) {
            Stub<KitService> stub = client.connect(KitService.class, endpoint);
            stub.sync().nothing();
            CompletableFuture<Void> closing = Background.run(stub::close);
            List<CompletableFuture<Integer>> calls = new ArrayList<>();
            for (int n = 0; n < 1000 && !closing.isDone(); n++) {
                try {
                    calls.add(stub.async(kit -> kit.echoInt(1)));
                } catch (InvocationException e) {
                    assertEquals(Outcome.NOT_INVOKED, e.outcome(), e.getMessage());
                    break;
                }
            }
            for (CompletableFuture<Integer> call : calls)
                assertTrue(call.handle((n, e) -> n != null || e instanceof InvocationException)
                        .get(30, TimeUnit.SECONDS));
            closing.get(30, TimeUnit.SECONDS);
        }
    }
}
