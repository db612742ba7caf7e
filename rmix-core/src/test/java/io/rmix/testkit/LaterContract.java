package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Interception;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.LaneListener.LaneFailure;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.RefusedException;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.testkit.KitService.KitException;
import java.io.IOException;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Servants that answer when a stage completes. */
interface LaterContract extends Kit {
    private Stub<KitService> serve(LaterServant servant, int threads, int queue) throws IOException {
        Rmix server = rmix(Limits.defaults().withServants(threads, queue));
        return rmix().connect(KitService.class, export(server, servant).endpoint());
    }

    private static <R> R get(CompletableFuture<R> call) throws Exception {
        return call.get(30, TimeUnit.SECONDS);
    }

    @Test
    default void laterAnswersHoldNoThreadAndCountAsCalls() throws Exception {
        LaterServant servant = new LaterServant();
        Stub<KitService> stub = serve(servant, 1, 9);
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) calls.add(stub.async(kit -> kit.echoInt(1)));
        Await.until("one thread has entered all", () -> servant.entered.get() == 10);
        Failures.failsWith(Code.BUSY, Outcome.NOT_INVOKED, () -> stub.sync().nothing());
        for (int i = 0; i < 10; i++) servant.open.remove().complete(i);
        int sum = 0;
        for (CompletableFuture<Integer> call : calls) sum += get(call);
        assertEquals(45, sum);
        stub.sync().nothing();
        assertTrue(stub.sync().echoBoolean(true));
    }

    @Test
    default void laterAnswersAreReadOnThreadsOfTheEngine() throws Exception {
        LaterServant servant = new LaterServant();
        Stub<KitService> stub = serve(servant);
        CompletableFuture<List<String>> call = stub.async(kit -> kit.echoStrings(List.of()));
        ConcurrentSkipListSet<String> threads = new ConcurrentSkipListSet<>();
        servant.take().complete(new AbstractList<String>() {
            @Override
            public String get(int index) {
                threads.add(Thread.currentThread().getName().replaceAll("-[0-9]+$", ""));
                return "x";
            }

            @Override
            public int size() {
                return 2;
            }
        });
        assertEquals(List.of("x", "x"), get(call));
        assertEquals(List.of("rmix-answer"), List.copyOf(threads));
    }

    @Test
    default void laterFailuresArriveAsThoseOfAnyServant() throws Exception {
        LaterServant servant = new LaterServant();
        Stub<KitService> stub = serve(servant);
        CompletableFuture<Void> refused = stub.asyncVoid(kit -> kit.refuse("", 0));
        servant.take().completeExceptionally(new CompletionException(new KitException("full", 7)));
        assertEquals(
                7,
                assertInstanceOf(KitException.class, Failures.causeOf(refused)).code());
        assertFailure(servant, stub, new RefusedException(Code.DENIED, Outcome.NOT_INVOKED, "no"), Code.DENIED);
        assertFailure(servant, stub, new IllegalStateException("secret"), Code.SERVANT_FAILED);
        assertFailure(servant, stub, new java.util.concurrent.CancellationException(), Code.CANCELLED);
        Failures.failsWith(
                Code.SERVANT_FAILED, Outcome.INVOKED, () -> stub.sync().crash("twice"));
        servant.open.clear();
        CompletableFuture<String> none = stub.async(kit -> kit.echoString(""));
        servant.take().complete(null);
        assertEquals(Code.SERVANT_FAILED, ((InvocationException) Failures.causeOf(none)).code(), "null");
    }

    private static void assertFailure(LaterServant servant, Stub<KitService> stub, Exception thrown, Code code) {
        CompletableFuture<Integer> call = stub.async(kit -> kit.echoInt(1));
        servant.take().completeExceptionally(thrown);
        InvocationException failure = assertInstanceOf(InvocationException.class, Failures.causeOf(call));
        assertEquals(code, failure.code(), failure.getMessage());
        assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
    }

    @Test
    default void cancellationAndDeadlineReachAServantThatAnswersLater() throws Exception {
        LaterServant servant = new LaterServant();
        Stub<KitService> stub = serve(servant);
        CompletableFuture<Integer> call = stub.async(kit -> kit.echoInt(1));
        CompletableFuture<Object> stage = servant.take();
        call.cancel(true);
        Await.until("it hears of the cancellation", () -> servant.heardOfCancel.get() == 1);
        stage.complete(1);
        Duration time = Duration.ofMillis(150);
        while (servant.open.isEmpty()) {
            Stub<KitService> hasty = stub.withDeadline(time);
            InvocationException late =
                    (InvocationException) Failures.causeOf(hasty.async(kit -> kit.echoString("late")));
            assertEquals(Code.DEADLINE_EXCEEDED, late.code(), late.getMessage());
            time = time.multipliedBy(2);
        }
        Await.until("it hears of the deadline", () -> servant.heardOfCancel.get() >= 2);
        servant.take().complete("too late");
        stub.sync().nothing();
    }

    @Test
    default void aSerialTurnLastsUntilTheAnswerAndHoldsNoThread() throws Exception {
        LaterServant servant = new LaterServant();
        Stub<KitService> stub = serve(servant, 2, 100);
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) calls.add(stub.async(KitService::alone));
        CompletableFuture<Object> first = servant.take();
        stub.oneWay().right(1);
        stub.oneWay().alone();
        stub.oneWay().right(2);
        Await.until("the lane is at its serial call", () -> servant.numbers().size() == 1);
        stub.sync().nothing();
        assertEquals(1, servant.entered.get());
        first.complete(1);
        for (int i = 1; i < 6; i++) {
            CompletableFuture<Object> next = servant.take();
            assertEquals(i + 1, servant.entered.get());
            next.complete(1);
        }
        for (CompletableFuture<Integer> call : calls) assertEquals(1, get(call));
        get(stub.lane().flush());
        assertEquals(List.of(1L, 2L), servant.numbers());
    }

    @Test
    default void oneWayCallsAreExecutedWhenTheyAreAnswered() throws Exception {
        LaterServant servant = new LaterServant();
        Stub<KitService> stub = serve(servant);
        stub.oneWay().right(0);
        get(stub.lane().flush());
        for (long i = 1; i <= 3; i++) {
            stub.oneWay().left(2 * i - 1);
            stub.oneWay().right(2 * i);
        }
        Await.until("later calls have started", () -> servant.numbers().size() == 7);
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L), servant.numbers());
        CompletableFuture<Object> first = servant.take();
        servant.take().complete(null);
        stub.sync().nothing();
        assertEquals(1, stub.lane().settled(), "the first has not been answered");
        first.completeExceptionally(new IllegalStateException("goes nowhere"));
        Await.until("up to the third", () -> stub.lane().settled() == 5);
        servant.take().complete(null);
        get(stub.lane().flush());
    }

    @Test
    default void closingAServerWaitsForLaterAnswers() throws Exception {
        LaterServant servant = new LaterServant();
        Rmix server = rmix();
        List<LaneFailure> failures = Collections.synchronizedList(new ArrayList<>());
        Stub<KitService> stub = rmix().connect(
                        KitService.class, export(server, servant).endpoint())
                .withLaneListener(failures::add);
        CompletableFuture<Integer> call = stub.async(kit -> kit.echoInt(1));
        CompletableFuture<Object> answer = servant.take();
        stub.oneWay().left(1);
        CompletableFuture<Object> executed = servant.take();
        CompletableFuture<Void> closing = Background.run(server::close);
        assertFalse(closing.isDone());
        executed.complete(null);
        answer.complete(5);
        assertEquals(5, get(call));
        get(stub.lane().flush());
        assertEquals(List.of(), failures);
        get(closing);
    }

    @Test
    default void closingAServerAbandonsAnswersThatNeverCome() throws Exception {
        LaterServant servant = new LaterServant();
        Rmix server = rmix(Limits.defaults().withDrain(Duration.ofMillis(500)));
        Stub<KitService> stub =
                rmix().connect(KitService.class, export(server, servant).endpoint());
        CompletableFuture<Integer> call = stub.async(kit -> kit.echoInt(1));
        servant.take();
        server.close();
        InvocationException e = (InvocationException) Failures.causeOf(call);
        assertEquals(Outcome.UNKNOWN, e.outcome(), e.getMessage());
        Await.until(
                "no thread waits for the answer",
                () -> Thread.getAllStackTraces().values().stream()
                        .flatMap(java.util.Arrays::stream)
                        .noneMatch(frame -> frame.getMethodName().equals("awaitAnswer")));
    }

    @Test
    default void aLaneThatIsRefusedTellsSoWhenItsOpenCallsAreAnswered() throws Exception {
        LaterServant servant = new LaterServant();
        var exporting = rmix().exporting(servant).at(KitService.class, freeAddress() + "/kit");
        exporting.intercept(call -> {
            if (call.operation().equals("right")) throw new RefusedException(Code.DENIED, Outcome.NOT_INVOKED, "no");
            return Interception.NONE;
        });
        List<LaneFailure> failures = Collections.synchronizedList(new ArrayList<>());
        Stub<KitService> stub = rmix().connect(
                        KitService.class, closing(exporting.export()).endpoint())
                .withLaneListener(failures::add);
        stub.oneWay().left(1);
        CompletableFuture<Object> open = servant.take();
        stub.oneWay().right(2);
        for (int i = 0; i < 20; i++) stub.sync().nothing();
        assertEquals(0, stub.lane().settled(), "the first was invoked, whatever becomes of the second");
        open.complete(null);
        get(stub.lane().flush());
        assertEquals(1, failures.size());
        assertEquals(2, failures.get(0).sequence());
        assertEquals(Outcome.NOT_INVOKED, failures.get(0).cause().outcome());
    }
}
