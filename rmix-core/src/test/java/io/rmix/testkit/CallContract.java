package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Stub;
import io.rmix.testkit.KitService.KitException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Calls end as the contract says: with a result, a declared exception, or a failure with an outcome. */
interface CallContract extends Kit {
    @Test
    default void declaredExceptionsArriveAsThemselves() throws IOException {
        Stub<KitService> stub = serve(new KitServant());
        KitException e = assertThrows(KitException.class, () -> stub.sync().refuse("no <room>", 42));
        assertEquals("no <room>", e.getMessage());
        assertEquals(42, e.code());
        Throwable async = Failures.causeOf(stub.asyncVoid(kit -> kit.refuse("later", 7)));
        assertEquals(7, assertInstanceOf(KitException.class, async).code());
    }

    @Test
    default void undeclaredExceptionsSayNothingOfTheServant() throws IOException {
        Stub<KitService> stub = serve(new KitServant());
        InvocationException e = Failures.failsWith(
                Code.SERVANT_FAILED, Outcome.INVOKED, () -> stub.sync().crash("the password"));
        assertFalse(e.getMessage().contains("password"), e.getMessage());
        assertEquals("kit", e.service());
        assertEquals("crash", e.method());
        assertEquals(stub.endpoint(), e.endpoint());
    }

    @Test
    default void asynchronousCallsComplete() throws Exception {
        Stub<KitService> stub = serve(new KitServant());
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int n = i;
            calls.add(stub.async(kit -> kit.echoInt(n)));
        }
        for (int i = 0; i < 500; i++) assertEquals(i, calls.get(i).get(30, TimeUnit.SECONDS));
        stub.asyncVoid(KitService::nothing).get(30, TimeUnit.SECONDS);
        assertThrows(IllegalArgumentException.class, () -> stub.async(kit -> 1));
        assertThrows(IllegalArgumentException.class, () -> stub.async(kit -> kit.echoInt(1) + kit.echoInt(2)));
    }

    @Test
    default void deadlinesEndCallsAndReachTheServant() throws IOException {
        KitServant servant = new KitServant();
        Stub<KitService> stub = serve(servant);
        meetDeadline(
                servant,
                "sync",
                time -> assertThrows(
                        InvocationException.class,
                        () -> stub.withDeadline(time).sync().block("sync")));
        meetDeadline(
                servant,
                "async",
                time -> assertInstanceOf(
                        InvocationException.class,
                        Failures.causeOf(stub.withDeadline(time).async(kit -> kit.block("async")))));
        for (String token : List.of("sync", "async"))
            Await.until("servant hears of the deadline", () -> stub.sync().cancelled(token));
    }

    /** A machine that is busy may need more time than the first to get as far as the servant. */
    private static void meetDeadline(KitServant servant, String token, Function<Duration, InvocationException> call) {
        for (Duration time = Duration.ofMillis(150); servant.entered(token) == 0; time = time.multipliedBy(2)) {
            InvocationException e = call.apply(time);
            assertEquals(Code.DEADLINE_EXCEEDED, e.code(), e.getMessage());
            if (servant.entered(token) > 0) assertEquals(Outcome.UNKNOWN, e.outcome(), e.getMessage());
        }
    }

    @Test
    default void cancellationReachesTheServant() throws IOException {
        Stub<KitService> stub = serve(new KitServant());
        CompletableFuture<String> call = stub.async(kit -> kit.block("c"));
        Await.until("servant entered", () -> stub.sync().entered("c") == 1);
        assertTrue(call.cancel(true));
        assertTrue(call.isCancelled());
        Await.until("servant hears of the cancellation", () -> stub.sync().cancelled("c"));
    }

    @Test
    default void entriesTravelWithEachMode() throws Exception {
        Stub<KitService> stub = serve(new KitServant());
        Stub<KitService> ada = stub.withEntry("who", "Ada <ä>");
        assertEquals(Optional.of("Ada <ä>"), ada.sync().entry("who"));
        assertEquals(
                Optional.of("Ada <ä>"),
                ada.<Optional<String>>async(k -> k.entry("who")).get(30, TimeUnit.SECONDS));
        assertEquals(Optional.empty(), stub.sync().entry("who"));
        ada.oneWay().note(new byte[] {5});
        ada.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(List.of("Ada <ä> [5]"), stub.sync().notes());
    }

    @Test
    default void manyCallersGetTheirOwnAnswers() throws Exception {
        KitService kit = serve(new KitServant()).sync();
        ExecutorService callers = Executors.newFixedThreadPool(64);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int caller = 0; caller < 64; caller++) {
                int base = caller * 1000;
                results.add(callers.submit(() -> {
                    boolean right = true;
                    for (int i = 0; i < 50; i++)
                        right &= kit.echoInt(base + i) == base + i
                                && kit.echoString("s" + base + i).equals("s" + base + i);
                    return right;
                }));
            }
            for (Future<Boolean> result : results) assertTrue(result.get(90, TimeUnit.SECONDS));
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    default void serialOperationsRunOneAtATime() throws Exception {
        Stub<KitService> stub = serve(new KitServant());
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) calls.add(stub.async(KitService::alone));
        for (int i = 0; i < 50; i++) stub.oneWay().alone();
        for (CompletableFuture<Integer> call : calls) assertEquals(1, call.get(30, TimeUnit.SECONDS));
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(1, stub.sync().alone());
    }

    @Test
    default void unknownServicesAreNamed() throws IOException {
        Endpoint endpoint = export(rmix(), new KitServant()).endpoint().withService("nobody");
        InvocationException e = Failures.failsWith(
                Code.NO_SUCH_SERVICE,
                Outcome.NOT_INVOKED,
                () -> rmix().connect(KitService.class, endpoint).sync().nothing());
        assertTrue(e.getMessage().contains("nobody"), e.getMessage());
    }
}
