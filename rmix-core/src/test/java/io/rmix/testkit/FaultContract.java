package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.LaneListener;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import java.io.IOException;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What users do wrong ends in an error for whom it concerns, and holds up nobody else. */
interface FaultContract extends Kit {
    @Test
    default void answersThatCannotBeSentAreErrors() throws IOException {
        KitServant servant = new KitServant() {
            @Override
            public void refuse(String reason, int code) throws KitException {
                throw new KitException("\ud800", code);
            }

            @Override
            public List<String> echoStrings(List<String> value) {
                return new AbstractList<>() {
                    @Override
                    public String get(int index) {
                        throw new IllegalStateException("the list's secret");
                    }

                    @Override
                    public int size() {
                        return 3;
                    }
                };
            }
        };
        KitService kit = serve(servant).withDeadline(Duration.ofSeconds(60)).sync();
        InvocationException e = assertThrows(InvocationException.class, () -> kit.refuse("", 1));
        assertEquals(Outcome.INVOKED, e.outcome(), e.getMessage());
        InvocationException broken =
                Failures.failsWith(Code.INVALID, Outcome.INVOKED, () -> kit.echoStrings(List.of()));
        assertTrue(!broken.getMessage().contains("secret"), broken.getMessage());
        assertEquals(1, kit.echoInt(1));
    }

    @Test
    default void cancellationReachesServantsThatTakeAllThreads() throws Exception {
        KitServant servant = new KitServant();
        Rmix server = rmix(Limits.defaults().withServants(2, 8));
        Stub<KitService> stub =
                rmix().connect(KitService.class, export(server, servant).endpoint());
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (String token : List.of("one", "two")) calls.add(stub.async(kit -> kit.block(token)));
        Await.until("both run", () -> servant.entered("one") + servant.entered("two") == 2);
        calls.forEach(call -> call.cancel(true));
        for (String token : List.of("one", "two"))
            Await.until("it hears of the cancellation", () -> servant.cancelled(token));
        assertEquals(5, stub.async(kit -> kit.echoInt(5)).get(30, TimeUnit.SECONDS));
    }

    @Test
    default void serialCallsThatWaitLeaveTheirPlacesToOthers() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        KitServant servant = new KitServant() {
            @Override
            public int alone() {
                entered.countDown();
                try {
                    return open.await(60, TimeUnit.SECONDS) ? 1 : 0;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        Rmix server = rmix(Limits.defaults().withServants(3, 64));
        Stub<KitService> stub =
                rmix().connect(KitService.class, export(server, servant).endpoint());
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) calls.add(stub.async(KitService::alone));
        entered.await();
        for (int i = 0; i < 8; i++)
            assertEquals(i, stub.withDeadline(Duration.ofSeconds(20)).sync().echoInt(i));
        open.countDown();
        for (CompletableFuture<Integer> call : calls) assertEquals(1, call.get(30, TimeUnit.SECONDS));
    }

    @Test
    default void callbacksThatBlockHoldUpNobody() throws Exception {
        KitServant servant = new KitServant();
        CountDownLatch open = new CountDownLatch(1);
        Stub<KitService> stub = serve(servant);
        Stub<KitService> heard = stub.withLaneListener(new LaneListener() {
            @Override
            public void executed(long sequence) {
                await(open);
            }

            @Override
            public void failed(LaneFailure failure) {
                throw failure.cause();
            }
        });
        List<CompletableFuture<Void>> blocked = new ArrayList<>();
        for (int i = 0; i < 8; i++)
            blocked.add(stub.<String>async(kit -> kit.block("callback")).thenAccept(text -> await(open)));
        servant.release("callback");
        for (int i = 0; i < 3000; i++) heard.oneWay().right(i);
        for (int i = 0; i < 100; i++) assertEquals(i, stub.sync().echoInt(i));
        assertEquals(7, stub.<Integer>async(kit -> kit.echoInt(7)).get(30, TimeUnit.SECONDS));
        Await.until("the lane flows", () -> heard.lane().settled() == 3000);
        open.countDown();
        for (CompletableFuture<Void> call : blocked) call.get(30, TimeUnit.SECONDS);
    }

    @Test
    default void aLaneThatNeverEndsLeavesThreadsToOthers() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        KitServant servant = new KitServant() {
            @Override
            public void right(long number) {
                if (!over.get()) LockSupport.parkNanos(50_000);
            }
        };
        Rmix server = rmix(Limits.defaults().withServants(1, 64));
        Stub<KitService> stub =
                rmix().connect(KitService.class, export(server, servant).endpoint());
        CompletableFuture<Void> flood = Background.run(() -> {
            while (!over.get()) stub.oneWay().right(0);
        });
        try {
            Await.until("the lane is ahead of its servant", () -> ahead(stub) > 2000);
            assertEquals(1, stub.withDeadline(Duration.ofSeconds(20)).sync().echoInt(1));
            assertTrue(ahead(stub) > 0);
        } finally {
            over.set(true);
        }
        flood.get(30, TimeUnit.SECONDS);
    }

    private static long ahead(Stub<KitService> stub) {
        return stub.lane().submitted() - stub.lane().settled();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    default void aFunctionThatFailsCallsNothing() throws Exception {
        KitServant servant = new KitServant();
        Stub<KitService> stub = serve(servant);
        assertThrows(
                IllegalArgumentException.class,
                () -> stub.asyncVoid(kit -> {
                    kit.left(1);
                    kit.left(2);
                }));
        assertThrows(
                ArithmeticException.class,
                () -> stub.asyncVoid(kit -> {
                    kit.left(3);
                    throw new ArithmeticException();
                }));
        stub.asyncVoid(kit -> kit.left(4)).get(30, TimeUnit.SECONDS);
        assertEquals(List.of(4L), servant.numbers());
    }

    @Test
    default void deadlinesMayBeAsLongAsTimeItself() throws Exception {
        KitServant servant = new KitServant();
        for (Duration time : List.of(Duration.ofDays(365_000), Duration.ofSeconds(Long.MAX_VALUE))) {
            Stub<KitService> stub = serve(servant).withDeadline(time);
            assertEquals(1, stub.sync().echoInt(1));
            assertEquals(2, stub.<Integer>async(kit -> kit.echoInt(2)).get(30, TimeUnit.SECONDS));
            assertEquals(100_000, stub.sync().echoBytes(new byte[100_000]).length);
            stub.oneWay().right(3);
            stub.lane().flush().get(30, TimeUnit.SECONDS);
        }
        assertEquals(List.of(3L, 3L), servant.numbers());
    }
}
