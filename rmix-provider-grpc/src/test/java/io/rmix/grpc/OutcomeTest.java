package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.testkit.CuttingProxy;
import io.rmix.testkit.Failures;
import io.rmix.testkit.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a caller may conclude is true, also where no server says anything. */
class OutcomeTest extends Fixture {
    @Test
    void whereNobodyListensNobodyIsInvoked() throws Exception {
        Stub<Shop> stub = rmix().connect(Shop.class, "grpc://127.0.0.1:" + Ports.free() + "/shop");
        for (int i = 0; i < 3; i++)
            Failures.failsWith(
                    Code.UNAVAILABLE, Outcome.NOT_INVOKED, () -> stub.sync().name());
        InvocationException e = assertInstanceOf(InvocationException.class, Failures.causeOf(stub.async(Shop::name)));
        assertEquals(Outcome.NOT_INVOKED, e.outcome());
        assertEquals("name", e.method());
    }

    @Test
    void theFirstCallAfterAStartArrivesHoweverManyFailedBefore() throws Exception {
        Endpoint endpoint = Endpoint.parse("grpc://127.0.0.1:" + Ports.free() + "/shop");
        Shop shop = rmix().connect(Shop.class, endpoint).sync();
        for (int i = 0; i < 20; i++) assertThrows(InvocationException.class, shop::name);
        rmix().export(Shop.class, new Shop.Keeper("back"), endpoint.toString());
        assertEquals("back", shop.name());
    }

    /** A port that accepts connections and says nothing. */
    @Test
    void whereNothingIsSaidNothingIsSent() throws Exception {
        ServerSocket silent = closing(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        Stub<Shop> stub = rmix().connect(Shop.class, "grpc://127.0.0.1:" + silent.getLocalPort() + "/shop");
        Stub<Shop> brief = stub.withDeadline(Duration.ofMillis(200));
        Failures.failsWith(
                Code.DEADLINE_EXCEEDED, Outcome.NOT_INVOKED, () -> brief.sync().name());
        InvocationException e = Failures.failsWith(
                Code.UNAVAILABLE, Outcome.NOT_INVOKED, () -> stub.sync().name());
        assertTrue(e.getMessage().contains("no connection within 10s"), e.getMessage());
    }

    @Test
    void aConnectionThatBreaksLeavesSentCallsUnknown() throws Exception {
        Shop.Keeper keeper = new Shop.Keeper("k");
        Endpoint endpoint = rmix().export(Shop.class, keeper, ANYWHERE + "shop").endpoint();
        CuttingProxy proxy = closing(new CuttingProxy(endpoint));
        Stub<Shop> stub = rmix().connect(Shop.class, proxy.endpoint());
        CompletableFuture<Void> call = stub.asyncVoid(Shop::hold);
        keeper.entered.await();
        proxy.cut();
        InvocationException e = assertInstanceOf(InvocationException.class, Failures.causeOf(call));
        assertEquals(Code.UNAVAILABLE, e.code(), e.getMessage());
        assertEquals(Outcome.UNKNOWN, e.outcome());
        keeper.release.countDown();
    }

    @Test
    void anInterruptCancelsAndStays() throws Exception {
        Shop.Keeper keeper = new Shop.Keeper("k");
        Endpoint endpoint = rmix().export(Shop.class, keeper, ANYWHERE + "shop").endpoint();
        Shop shop = rmix().connect(Shop.class, endpoint).sync();
        ExecutorService caller = Executors.newSingleThreadExecutor();
        closing(caller::shutdownNow);
        Future<Boolean> interrupted = caller.submit(() -> {
            Failures.failsWith(Code.CANCELLED, Outcome.UNKNOWN, shop::hold);
            return Thread.currentThread().isInterrupted();
        });
        keeper.entered.await();
        caller.shutdownNow();
        assertTrue(interrupted.get(20, TimeUnit.SECONDS));
        keeper.release.countDown();
    }

    @Test
    void aFullServerRefusesAtOnce() throws Exception {
        Shop.Keeper keeper = new Shop.Keeper("k");
        Rmix server = rmix(Limits.defaults().withServants(1, 1));
        Stub<Shop> stub = rmix().connect(
                        Shop.class,
                        server.export(Shop.class, keeper, ANYWHERE + "shop").endpoint());
        CompletableFuture<Void> running = stub.asyncVoid(Shop::hold);
        keeper.entered.await();
        CompletableFuture<String> waiting = stub.async(Shop::name);
        Failures.failsWith(Code.BUSY, Outcome.NOT_INVOKED, () -> stub.sync().name());
        InvocationException e =
                assertInstanceOf(InvocationException.class, Failures.causeOf(stub.asyncVoid(s -> s.note("x"))));
        assertEquals(Code.BUSY, e.code());
        keeper.release.countDown();
        running.get(20, TimeUnit.SECONDS);
        assertEquals("k", waiting.get(20, TimeUnit.SECONDS));
    }

    @Test
    void largeExceptionsTravelUpToALimit() throws Exception {
        Endpoint endpoint = rmix().export(Shop.class, new Shop.Keeper("k"), ANYWHERE + "shop")
                .endpoint();
        Shop shop = rmix().connect(Shop.class, endpoint).sync();
        Shop.SoldOut e = assertThrows(Shop.SoldOut.class, () -> shop.explain("0123456789", 25_000));
        assertEquals(250_000, e.getMessage().length());
        Failures.failsWith(Code.TOO_LARGE, Outcome.INVOKED, () -> shop.explain("0123456789", 30_000));
        Stub<Shop> stub = rmix().connect(Shop.class, endpoint);
        Failures.failsWith(
                Code.TOO_LARGE,
                Outcome.NOT_INVOKED,
                () -> stub.withEntry("k", "v".repeat(20_000)).sync().name());
        assertEquals("k", stub.withEntry("k", "v".repeat(16_000)).sync().name());
    }
}
