package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.LaneListener;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A stub goes from one endpoint of its object to another while it is in use. */
interface MoveContract extends Kit {
    @Test
    default void oneWayCallsKeepTheirOrderAcrossMoves() throws Exception {
        KitServant servant = new KitServant();
        List<Endpoint> places = List.of(
                export(rmix(), servant).endpoint(), export(rmix(), servant).endpoint());
        ConcurrentLinkedQueue<LaneListener.LaneFailure> failures = new ConcurrentLinkedQueue<>();
        Stub<KitService> stub = rmix().connect(KitService.class, places.get(0)).withLaneListener(failures::add);
        List<CompletableFuture<Void>> moves = new ArrayList<>();
        for (long i = 0; i < 4_000; i++) {
            if (i % 200 == 100) moves.add(stub.moveTo(places.get((int) (i / 200 + 1) % 2)));
            stub.oneWay().right(i);
        }
        stub.lane().flush().get(60, TimeUnit.SECONDS);
        for (CompletableFuture<Void> each : moves) each.get(30, TimeUnit.SECONDS);
        assertEquals(LongStream.range(0, 4_000).boxed().toList(), servant.numbers());
        assertEquals(List.of(), List.copyOf(failures));
    }

    @Test
    default void callsUnderWayEndWhereTheyAre() throws Exception {
        KitServant servant = new KitServant();
        Rmix first = rmix();
        Endpoint from = export(first, servant).endpoint();
        Endpoint to = export(rmix(), servant).endpoint();
        Stub<KitService> stub = rmix().connect(KitService.class, from);
        CompletableFuture<String> call = stub.async(kit -> kit.block("m"));
        Await.until("the call runs", () -> servant.entered("m") == 1);
        CompletableFuture<Void> moved = stub.moveTo(to);
        assertEquals(to, stub.endpoint());
        assertEquals(3, stub.sync().echoInt(3));
        assertFalse(moved.isDone());
        servant.release("m");
        assertEquals("released m", call.get(30, TimeUnit.SECONDS));
        moved.get(30, TimeUnit.SECONDS);
        first.close();
        assertEquals(4, stub.sync().echoInt(4));
    }

    @Test
    default void callsGoToTheNextEndpointWhereNobodyIs() throws Exception {
        KitServant servant = new KitServant();
        Rmix dead = rmix();
        Endpoint gone = export(dead, servant).endpoint();
        Endpoint there = export(rmix(), servant).endpoint();
        dead.close();
        Stub<KitService> sync = rmix().connect(KitService.class, ref(gone, there));
        assertEquals(5, sync.sync().echoInt(5));
        assertEquals(there, sync.endpoint());
        Stub<KitService> async = rmix().connect(KitService.class, ref(gone, there));
        assertEquals(6, async.async(kit -> kit.echoInt(6)).get(30, TimeUnit.SECONDS));
        Stub<KitService> oneWay = rmix().connect(KitService.class, ref(gone, there));
        for (long i = 0; i < 100; i++) oneWay.oneWay().right(i);
        oneWay.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(LongStream.range(0, 100).boxed().toList(), servant.numbers());
    }

    @Test
    default void whereNobodyIsAnywhereNobodyIsInvoked() throws Exception {
        Rmix dead = rmix();
        Endpoint one = export(dead, new KitServant()).endpoint();
        Endpoint two = export(dead, new KitServant()).endpoint();
        assertNotEquals(one, two);
        dead.close();
        ConcurrentLinkedQueue<LaneListener.LaneFailure> failures = new ConcurrentLinkedQueue<>();
        Stub<KitService> stub = rmix().connect(KitService.class, ref(one, two)).withLaneListener(failures::add);
        Failures.failsWith(
                Code.UNAVAILABLE, Outcome.NOT_INVOKED, () -> stub.sync().echoInt(1));
        stub.oneWay().right(1);
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(Outcome.NOT_INVOKED, failures.remove().cause().outcome());
        assertEquals(List.of(), List.copyOf(failures));
        assertEquals(one, stub.endpoint());
    }
}
