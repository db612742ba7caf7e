package io.rmix.javarmi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.LaneListener.LaneFailure;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.javarmi.legacy.Account;
import io.rmix.javarmi.legacy.Entry;
import io.rmix.javarmi.legacy.OverdrawnException;
import io.rmix.javarmi.legacy.PlainServer;
import io.rmix.javarmi.legacy.Sheet;
import io.rmix.testkit.Await;
import io.rmix.testkit.Failures;
import io.rmix.testkit.KitService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** RMIX stubs call a server in another process that has never heard of RMIX. */
@Timeout(60)
class PlainServerTest {
    @TempDir
    Path folder;

    private final Rmix rmix = Rmix.create();
    private JavaProcess server;
    private int port;
    private Stub<Account> stub;

    @BeforeEach
    void start() throws Exception {
        serve(0);
        stub = rmix.connect(Account.class, "rmi://127.0.0.1:" + port + "/account");
    }

    private void serve(int wanted) throws Exception {
        server = JavaProcess.start(
                folder, PlainServer.class, List.of("-Djava.rmi.server.hostname=127.0.0.1"), "" + wanted);
        port = Integer.parseInt(server.line("READY "));
    }

    @AfterEach
    void stop() throws Exception {
        rmix.close();
        server.close();
    }

    @Test
    void valuesAndExceptionsTravel() throws Exception {
        Account account = stub.sync();
        assertEquals(100, account.deposit(100));
        assertEquals(70, account.withdraw(30));
        OverdrawnException e = assertThrows(OverdrawnException.class, () -> account.withdraw(1000));
        assertEquals("only 70", e.getMessage());
        assertEquals(930, e.missing());
        byte[] megabyte = new byte[1 << 20];
        megabyte[12345] = 6;
        assertArrayEquals(megabyte, account.echo(megabyte));
        Entry small = new Entry("a", 1, Entry.Kind.IN, List.of("x"));
        Entry large = new Entry("a", 9, Entry.Kind.OUT, List.of());
        assertEquals(List.of(small), account.entries(List.of(small, large), Map.of("a", 5L)));
        assertEquals(Map.of("k", 2L, "l", 1L), account.totals(List.of("k", "k", "l")));
        assertEquals(
                "true -7 8 0.5 " + small + " OUT 1970-01-01T00:00:00Z PT1S",
                account.describe(true, -7, 8, 0.5, small, Entry.Kind.OUT, Instant.EPOCH, Duration.ofSeconds(1)));
        assertTrue(account.copy(Sheet.sample()).same(Sheet.sample()));
        assertEquals("true -7 0.25", account.isOpen() + " " + account.branch() + " " + account.rate());
        assertEquals(Entry.Kind.OUT, account.kind(Entry.Kind.OUT));
        assertEquals(Instant.ofEpochSecond(0, 1), account.moved(Instant.EPOCH, Duration.ofNanos(1)));
        assertEquals(Duration.ofNanos(-1500), account.until(Instant.EPOCH, Instant.EPOCH.minusNanos(1500)));
        Failures.failsWith(Code.SERVANT_FAILED, Outcome.INVOKED, () -> account.crash("why"));
        assertEquals(70, account.deposit(0));
        List<CompletableFuture<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) calls.add(stub.async(a -> a.deposit(1)));
        for (CompletableFuture<Long> call : calls) call.get(30, TimeUnit.SECONDS);
        assertEquals(170, account.deposit(0));
    }

    @Test
    void whatItCannotCarryIsRefusedBeforeSending() {
        Failures.failsWith(Code.INVALID, Outcome.NOT_INVOKED, () -> stub.sync().echo(null));
        Failures.failsWith(
                Code.UNSUPPORTED,
                Outcome.NOT_INVOKED,
                () -> stub.withEntry("k", "v").sync().deposit(1));
        InvocationException none = Failures.failsWith(
                Code.UNSUPPORTED,
                Outcome.NOT_INVOKED,
                () -> rmix.connect(KitService.class, stub.endpoint()).sync().nothing());
        assertTrue(none.getMessage().contains("java.rmi.Remote"), none.getMessage());
        Failures.failsWith(
                Code.NO_SUCH_SERVICE,
                Outcome.NOT_INVOKED,
                () -> rmix.connect(Account.class, stub.endpoint().withService("nobody"))
                        .sync()
                        .deposit(1));
        try (Rmix small = Rmix.builder()
                .limits(Limits.defaults().withMessageBytes(64 << 10))
                .build()) {
            Account account = small.connect(Account.class, stub.endpoint()).sync();
            Failures.failsWith(Code.TOO_LARGE, Outcome.NOT_INVOKED, () -> account.echo(new byte[100_000]));
        }
    }

    @Test
    void deadlinesAndInterruptsEndTheWait() throws Exception {
        assertEquals(0, stub.sync().deposit(0)); // The object has been looked up.
        Failures.failsWith(
                Code.DEADLINE_EXCEEDED,
                Outcome.UNKNOWN,
                () -> stub.withDeadline(Duration.ofSeconds(1)).sync().pause("d"));
        CompletableFuture<String> call = stub.async(a -> a.pause("c"));
        assertTrue(call.cancel(true));
        boolean[] kept = new boolean[1];
        Thread thread = new Thread(() -> {
            Failures.failsWith(
                    Code.CANCELLED, Outcome.UNKNOWN, () -> stub.sync().pause("i"));
            kept[0] = Thread.currentThread().isInterrupted();
        });
        thread.start();
        Await.until("the call waits", () -> waitsForAnswer(thread));
        thread.interrupt();
        thread.join(10_000);
        assertTrue(kept[0], "the thread's interrupt status is kept");
    }

    private static boolean waitsForAnswer(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace())
            if (frame.getClassName().equals(ClientSocket.class.getName())
                    && frame.getMethodName().equals("exchange")) return true;
        return false;
    }

    @Test
    void oneWayCallsGoOneAfterAnother() throws Exception {
        List<LaneFailure> failures = Collections.synchronizedList(new ArrayList<>());
        Stub<Account> lane = stub.withLaneListener(failures::add);
        for (int i = 0; i < 1000; i++) lane.oneWay().note("n" + i);
        lane.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(List.of(), failures);
        assertEquals(
                IntStream.range(0, 1000).mapToObj(i -> "n" + i).toList(),
                stub.sync().notes());
    }

    @Test
    void aServerThatComesBackIsLookedUpAgain() throws Exception {
        assertEquals(5, stub.sync().deposit(5));
        server.close();
        Failures.failsWith(
                Code.UNAVAILABLE, Outcome.NOT_INVOKED, () -> stub.sync().deposit(5));
        serve(port);
        assertEquals(7, stub.sync().deposit(7));
    }

    @Test
    void aKilledServerLeavesUnknown() throws Exception {
        CompletableFuture<String> call = stub.async(a -> a.pause("k"));
        Await.until("the servant is entered", () -> stub.sync().paused());
        server.close();
        InvocationException e = (InvocationException) Failures.causeOf(call);
        assertEquals(Code.UNAVAILABLE, e.code(), e.getMessage());
        assertEquals(Outcome.UNKNOWN, e.outcome(), e.getMessage());
    }
}
