package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException.Code;
import io.rmix.LaneListener;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One-way calls are executed once and in order, within bounds. */
interface LaneContract extends Kit {
    @Test
    default void tenThousandOneWayCallsOverTwoMethodsKeepTheirOrder() throws Exception {
        KitServant servant = new KitServant();
        AtomicLong executed = new AtomicLong();
        List<Object> failed = new ArrayList<>();
        Stub<KitService> stub = serve(servant).withLaneListener(new LaneListener() {
            @Override
            public void executed(long sequence) {
                executed.set(sequence);
            }

            @Override
            public void failed(LaneFailure failure) {
                failed.add(failure);
            }
        });
        KitService oneWay = stub.oneWay();
        for (long i = 0; i < 10_000; i++) {
            if (i % 3 == 0) oneWay.left(i);
            else if (i % 3 == 1) oneWay.right(i);
            else stub.sync().right(i);
        }
        stub.lane().flush().get(60, TimeUnit.SECONDS);
        assertEquals(LongStream.range(0, 10_000).boxed().toList(), servant.numbers());
        assertEquals(List.of(), failed);
        assertEquals(10_000, stub.lane().submitted());
        assertEquals(10_000, stub.lane().settled());
        assertEquals(10_000, executed.get());
    }

    @Test
    default void callsForWhichNobodyWaitsAreExecutedAndAcknowledgedAllTheSame() throws Exception {
        KitServant servant = new KitServant();
        AtomicLong executed = new AtomicLong();
        List<Object> failed = new CopyOnWriteArrayList<>();
        Stub<KitService> stub = serve(servant).withLaneListener(new LaneListener() {
            @Override
            public boolean awaits(long sequence) {
                return sequence % 10 == 0;
            }

            @Override
            public void executed(long sequence) {
                executed.set(sequence);
            }

            @Override
            public void failed(LaneFailure failure) {
                failed.add(failure);
            }
        });
        for (long i = 0; i < 1004; i++) stub.oneWay().right(i);
        Await.until("the last is acknowledged", () -> executed.get() == 1004);
        stub.oneWay().right(1004);
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(LongStream.range(0, 1005).boxed().toList(), servant.numbers());
        assertEquals(List.of(), failed);
        assertEquals(1005, stub.lane().settled());
    }

    @Test
    default void aOneWayCallDoesNotWaitForAServantThatHasNoThreadOfItsOwn() throws Exception {
        KitServant servant = new KitServant();
        Rmix server = closing(Rmix.builder().directExecutor().build());
        Stub<KitService> stub =
                rmix().connect(KitService.class, export(server, servant).endpoint());
        stub.oneWay().block("direct");
        Await.until("the call runs", () -> servant.entered("direct") == 1);
        for (long i = 0; i < 100; i++) stub.oneWay().right(i);
        assertEquals(List.of(), servant.numbers());
        servant.release("direct");
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(LongStream.range(0, 100).boxed().toList(), servant.numbers());
    }

    @Test
    default void servantFailuresDoNotEndALane() throws Exception {
        KitServant servant = new KitServant();
        Stub<KitService> stub = serve(servant);
        stub.oneWay().right(1);
        stub.oneWay().crash("one-way");
        stub.oneWay().refuse("one-way", 1);
        stub.oneWay().right(2);
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(List.of(1L, 2L), servant.numbers());
    }

    @Test
    default void aFullLaneRefusesWithoutLosing() throws Exception {
        KitServant servant = new KitServant();
        Limits tight = Limits.defaults().withLane(4096, 8);
        var endpoint = export(rmix(tight), servant).endpoint();
        Stub<KitService> stub = rmix(tight).connect(KitService.class, endpoint).withDeadline(Duration.ofMillis(200));
        stub.oneWay().block("stubborn");
        Await.until("the lane's first call runs", () -> servant.entered("stubborn") == 1);
        long accepted = fill(stub);
        assertTrue(accepted >= 8 && accepted < 5000, "accepted " + accepted);
        servant.release("stubborn");
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(LongStream.range(0, accepted).boxed().toList(), servant.numbers());
    }

    /** Sends until the lane refuses; returns how many it took. */
    private static long fill(Stub<KitService> stub) {
        for (long i = 0; ; i++) {
            long n = i;
            try {
                stub.oneWay().right(n);
            } catch (io.rmix.InvocationException e) {
                assertEquals(Code.BUSY, e.code(), e.getMessage());
                assertEquals(Outcome.NOT_INVOKED, e.outcome());
                return i;
            }
        }
    }

    @Test
    default void largeOneWayCallsTravelAndTooLargeOnesAreRefused() throws Exception {
        KitServant servant = new KitServant();
        Limits limits = Limits.defaults().withMessageBytes(1 << 20);
        var endpoint = export(rmix(limits), servant).endpoint();
        Stub<KitService> stub = rmix(limits).connect(KitService.class, endpoint);
        for (int i = 0; i < 20; i++) {
            stub.oneWay().echoBytes(new byte[(1 << 20) - 1000]);
            stub.oneWay().right(i);
        }
        Failures.failsWith(
                Code.TOO_LARGE, Outcome.NOT_INVOKED, () -> stub.oneWay().echoBytes(new byte[(1 << 20) + 1]));
        stub.lane().flush().get(60, TimeUnit.SECONDS);
        assertEquals(LongStream.range(0, 20).boxed().toList(), servant.numbers());
    }

    @Test
    default void aLaneToNobodyFailsItsCallsInOrder() throws IOException {
        var export = export(rmix(), new KitServant());
        List<LaneListener.LaneFailure> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        Stub<KitService> stub = rmix().connect(
                        KitService.class, export.endpoint().withService("nobody"))
                .withLaneListener(failures::add);
        for (int i = 0; i < 10; i++) stub.oneWay().right(i);
        Await.until("all calls fail", () -> failures.size() == 10);
        for (int i = 0; i < 10; i++) {
            assertEquals(i + 1, failures.get(i).sequence());
            assertEquals(
                    Outcome.NOT_INVOKED,
                    failures.get(i).cause().outcome(),
                    failures.get(i).cause().getMessage());
        }
    }
}
