package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.CallEnd;
import io.rmix.CallEnd.Kind;
import io.rmix.Export;
import io.rmix.Interception;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.LaneListener.LaneFailure;
import io.rmix.Outcome;
import io.rmix.RefusedException;
import io.rmix.Rmix;
import io.rmix.Scope;
import io.rmix.ServerInterceptor;
import io.rmix.Stub;
import io.rmix.testkit.KitService.KitException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Interceptors see every call, in order, may refuse it, and hear truly how it ended. */
interface InterceptContract extends Kit {
    private Stub<KitService> serve(KitService servant, ServerInterceptor... interceptors) throws IOException {
        var exporting = rmix().exporting(servant).at(KitService.class, freeAddress() + "/kit");
        for (ServerInterceptor each : interceptors) exporting.intercept(each);
        return rmix().connect(KitService.class, closing(exporting.export()).endpoint());
    }

    private static InvocationException failure(CompletableFuture<?> call) {
        return assertInstanceOf(InvocationException.class, Failures.causeOf(call));
    }

    @Test
    default void interceptorsAreAskedInOrderAndHearInReverse() throws Exception {
        Ends notes = new Ends("s");
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Rmix server = closing(Rmix.builder().serverInterceptor(note(order, "1")).build());
        Export export = closing(server.exporting(new KitServant())
                .intercept(note(order, "2"))
                .at(KitService.class, freeAddress() + "/kit")
                .intercept(note(order, "3"))
                .intercept(notes)
                .export());
        Rmix client = closing(Rmix.builder()
                .clientInterceptor(call -> {
                    order.add("a");
                    return end(order, "A");
                })
                .build());
        Stub<KitService> stub = client.connect(KitService.class, export.endpoint())
                .withInterceptor(call -> {
                    order.add("b");
                    return end(order, "B");
                });
        assertEquals("x", stub.sync().echoString("x"));
        Await.until("all have heard", () -> order.size() == 10);
        assertEquals(List.of("a", "b", "1", "2", "3"), order.subList(0, 5));
        List<String> client2 = order.stream().filter(s -> "AB".contains(s)).toList();
        assertEquals(List.of("B", "A"), client2);
        assertEquals(
                List.of("-3", "-2", "-1"),
                order.stream().filter(s -> s.startsWith("-")).toList());
        notes.await(1);
        assertEquals(List.of("s echoString", "s enters", "s RESULT"), notes.seen);
    }

    private static ServerInterceptor note(List<String> order, String name) {
        return call -> {
            order.add(name);
            return end(order, "-" + name);
        };
    }

    private static Interception end(List<String> order, String name) {
        return new Interception() {
            @Override
            public void ended(CallEnd end) {
                order.add(name);
            }
        };
    }

    @Test
    default void bothSidesHearHowEachCallEnds() throws Exception {
        Ends server = new Ends("s");
        Ends client = new Ends("c");
        LaterServant servant = new LaterServant();
        Stub<KitService> stub = serve(servant, server).withInterceptor(client);
        stub.sync().nothing();
        ends(client, server, 1, Kind.RESULT, Kind.RESULT);
        CompletableFuture<Void> refused = stub.asyncVoid(kit -> kit.refuse("full", 3));
        servant.take().completeExceptionally(new KitException("full", 3));
        assertInstanceOf(KitException.class, Failures.causeOf(refused));
        ends(client, server, 2, Kind.DECLARED, Kind.DECLARED);
        CompletableFuture<Integer> crashed = stub.async(kit -> kit.echoInt(1));
        servant.take().completeExceptionally(new IllegalStateException("secret"));
        assertEquals(Code.SERVANT_FAILED, failure(crashed).code());
        CallEnd end = ends(client, server, 3, Kind.FAILED, Kind.FAILED);
        assertEquals(Code.SERVANT_FAILED, end.code().orElseThrow());
        assertEquals(Outcome.INVOKED, end.outcome().orElseThrow());
        stub.oneWay().left(1);
        CompletableFuture<Object> executed = servant.take();
        stub.sync().nothing();
        assertEquals(4, client.ends.size(), "a one-way call has not ended before it is executed");
        executed.complete(null);
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        ends(client, server, 5, Kind.RESULT, Kind.RESULT);
        assertEquals(
                5, client.seen.stream().filter(s -> !s.matches(".*[A-Z]{4}.*")).count());
        assertFalse(end.time().isNegative());
    }

    private static CallEnd ends(Ends client, Ends server, int count, Kind atClient, Kind atServer) {
        assertEquals(atClient, client.await(count).get(count - 1).kind());
        assertEquals(atServer, server.await(count).get(count - 1).kind());
        return client.ends.get(count - 1);
    }

    @Test
    default void scopesAreCurrentWhileTheMethodRunsAndNoLonger() throws Exception {
        List<String> current = Collections.synchronizedList(new ArrayList<>());
        KitServant servant = new KitServant() {
            @Override
            public void nothing() {
                current.add(String.valueOf(Ends.CURRENT.get()));
            }

            @Override
            public int echoInt(int value) {
                current.add(String.valueOf(Ends.CURRENT.get()));
                throw new IllegalStateException("fails");
            }
        };
        List<String> before = Collections.synchronizedList(new ArrayList<>());
        Stub<KitService> stub = serve(
                servant,
                call -> {
                    before.add(String.valueOf(Ends.CURRENT.get()));
                    return Interception.NONE;
                },
                new Ends("1"),
                new Ends("2"));
        for (int i = 0; i < 20; i++) stub.sync().nothing();
        assertThrows(InvocationException.class, () -> stub.sync().echoInt(1));
        stub.oneWay().nothing();
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(Collections.nCopies(22, "12"), current);
        assertEquals(Collections.nCopies(22, "null"), before, "nothing is left on a thread");
        assertNull(Ends.CURRENT.get());
    }

    @Test
    default void aServersInterceptorRefusesBeforeTheServant() throws Exception {
        KitServant servant = new KitServant();
        Ends first = new Ends("1");
        Ends last = new Ends("3");
        Stub<KitService> stub = serve(
                servant,
                first,
                call -> {
                    if (call.operation().equals("left"))
                        throw new RefusedException(Code.DENIED, Outcome.INVOKED, "left is not allowed");
                    return Interception.NONE;
                },
                last);
        InvocationException e = Failures.failsWith(
                Code.DENIED, Outcome.NOT_INVOKED, () -> stub.sync().left(1));
        assertTrue(e.getMessage().contains("left is not allowed"), e.getMessage());
        InvocationException async = failure(stub.asyncVoid(kit -> kit.left(1)));
        assertEquals(Code.DENIED, async.code());
        assertEquals(Outcome.NOT_INVOKED, async.outcome());
        Await.until("the end of both is heard", () -> first.seen.size() >= 4);
        assertEquals(List.of("1 left", "1 FAILED DENIED", "1 left", "1 FAILED DENIED"), first.seen);
        assertEquals(List.of(), last.seen);
        List<LaneFailure> failures = Collections.synchronizedList(new ArrayList<>());
        Ends client = new Ends("c");
        Stub<KitService> lane = stub.withInterceptor(client).withLaneListener(failures::add);
        lane.oneWay().right(1);
        lane.oneWay().left(2);
        lane.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(List.of(1L), servant.numbers());
        assertEquals(1, failures.size());
        assertEquals(2, failures.get(0).sequence());
        assertEquals(Code.DENIED, failures.get(0).cause().code());
        assertEquals(Outcome.NOT_INVOKED, failures.get(0).cause().outcome());
        assertEquals(List.of("c right", "c left", "c RESULT", "c FAILED DENIED"), sorted(client));
        lane.oneWay().right(3);
        lane.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(List.of(1L, 3L), servant.numbers());
    }

    private static List<String> sorted(Ends ends) {
        ends.await(2);
        List<String> begun =
                ends.seen.stream().filter(s -> !s.matches(".*[A-Z]{4}.*")).toList();
        List<String> ended =
                ends.seen.stream().filter(s -> s.matches(".*[A-Z]{4}.*")).toList();
        List<String> all = new ArrayList<>(begun);
        all.addAll(ended);
        return all;
    }

    @Test
    default void aClientsInterceptorRefusesBeforeAnythingIsSent() throws Exception {
        KitServant servant = new KitServant();
        Ends first = new Ends("1");
        Stub<KitService> stub = serve(servant).withInterceptor(first).withInterceptor(call -> {
            throw new RefusedException(Code.BUSY, Outcome.UNKNOWN, "not now");
        });
        Failures.failsWith(Code.BUSY, Outcome.NOT_INVOKED, () -> stub.sync().left(1));
        assertEquals(
                Outcome.NOT_INVOKED, failure(stub.asyncVoid(kit -> kit.left(1))).outcome());
        Failures.failsWith(Code.BUSY, Outcome.NOT_INVOKED, () -> stub.oneWay().left(1));
        assertEquals(0, stub.lane().submitted());
        assertEquals(List.of(), servant.numbers());
        assertEquals(3, first.ends.size());
        for (CallEnd end : first.ends) assertEquals(Code.BUSY, end.code().orElseThrow());
    }

    @Test
    default void interceptorsThatFailDoNotHangACall() throws Exception {
        KitServant servant = new KitServant();
        Failures.failsWith(
                Code.INTERNAL,
                Outcome.NOT_INVOKED,
                () -> serve(servant, call -> {
                            throw new LinkageError("x");
                        })
                        .sync()
                        .left(1));
        Failures.failsWith(
                Code.INTERNAL,
                Outcome.NOT_INVOKED,
                () -> serve(servant, call -> failing(true, false)).sync().left(1));
        assertEquals(List.of(), servant.numbers());
        Failures.failsWith(
                Code.INTERNAL,
                Outcome.INVOKED,
                () -> serve(servant, call -> failing(false, true)).sync().left(1));
        assertEquals(List.of(1L), servant.numbers());
        Stub<KitService> heard =
                serve(servant, call -> failing(false, false)).withInterceptor(call -> failing(false, false));
        assertEquals(5, heard.sync().echoInt(5));
        assertEquals(5, heard.async(kit -> kit.echoInt(5)).get(30, TimeUnit.SECONDS));
        heard.oneWay().left(2);
        heard.lane().flush().get(30, TimeUnit.SECONDS);
        Stub<KitService> broken = heard.withInterceptor(call -> {
            throw new IllegalStateException("x");
        });
        Failures.failsWith(
                Code.INTERNAL, Outcome.NOT_INVOKED, () -> broken.sync().left(1));
        assertEquals(
                Code.INTERNAL, failure(broken.asyncVoid(kit -> kit.left(1))).code());
    }

    private static Interception failing(boolean onEnter, boolean onLeave) {
        return new Interception() {
            @Override
            public Scope enter() {
                if (onEnter) throw new IllegalStateException("enter");
                return () -> {
                    if (onLeave) throw new IllegalStateException("leave");
                };
            }

            @Override
            public void ended(CallEnd end) {
                throw new IllegalStateException("ended");
            }
        };
    }
}
