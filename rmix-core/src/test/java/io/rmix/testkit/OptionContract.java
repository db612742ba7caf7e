package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.LaneListener.LaneFailure;
import io.rmix.Links;
import io.rmix.Outcome;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.spi.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What links say of connections. Of options that several providers have; others are in the tests of their provider. */
interface OptionContract extends Kit {
    private boolean takes(String option) {
        return ServiceLoader.load(Provider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.schemes().contains(wire().scheme()))
                .flatMap(provider -> provider.options().stream())
                .anyMatch(each -> each.name().equals(option));
    }

    private Links links(String option, String value) {
        return Links.none().with(Links.Rule.target("*", wire().scheme()).withOption(wire().scheme(), option, value));
    }

    @Test
    default void connectingTakesNoLongerThanLinksSay() throws Exception {
        assumeTrue(takes("connect-timeout") && !wire().isSocketFile());
        Endpoint full = new Endpoint(
                wire().scheme(), "127.0.0.1", closing(new FullPort()).number(), "kit");
        Rmix client = rmix();
        client.links(links("connect-timeout", "300ms"));
        Stub<KitService> stub = client.connect(KitService.class, ref(full));
        long since = System.nanoTime();
        Failures.failsWith(
                Code.UNAVAILABLE, Outcome.NOT_INVOKED, () -> stub.sync().echoInt(1));
        Duration taken = Duration.ofNanos(System.nanoTime() - since);
        assertTrue(taken.compareTo(Duration.ofSeconds(8)) < 0, () -> "with a default of 10 s it took " + taken);
    }

    @Test
    default void anIdleConnectionIsKeptAsLongAsLinksSay() throws Exception {
        assumeTrue(takes("idle"));
        CuttingProxy proxy =
                closing(new CuttingProxy(export(rmix(), new KitServant()).endpoint()));
        Rmix client = rmix();
        client.links(links("idle", "100ms"));
        Stub<KitService> stub = client.connect(KitService.class, ref(proxy.endpoint()));
        assertEquals(1, stub.sync().echoInt(1));
        long since = System.nanoTime();
        Await.until("the connection is closed", () -> !proxy.isInUse());
        Duration taken = Duration.ofNanos(System.nanoTime() - since);
        assertTrue(
                taken.compareTo(Duration.ofSeconds(10)) < 0, () -> "with a default of 15 s or more it took " + taken);
        assertEquals(2, stub.sync().echoInt(2));
    }

    @Test
    default void oneWayCallsKeepTheirOrderWhenOptionsChange() throws Exception {
        assumeTrue(takes("connect-timeout"));
        KitServant servant = new KitServant();
        RemoteRef ref = export(rmix(), servant).ref();
        Rmix client = rmix();
        ConcurrentLinkedQueue<LaneFailure> failures = new ConcurrentLinkedQueue<>();
        Stub<KitService> stub = client.connect(KitService.class, ref).withLaneListener(failures::add);
        List<CompletableFuture<Void>> moves = new ArrayList<>();
        for (long i = 0; i < 2_000; i++) {
            if (i % 200 == 100) moves.add(client.links(links("connect-timeout", 1 + i / 100 + "s")));
            stub.oneWay().right(i);
            if (i % 200 == 150) assertEquals(3, stub.sync().echoInt(3));
        }
        stub.lane().flush().get(60, TimeUnit.SECONDS);
        for (CompletableFuture<Void> each : moves) each.get(30, TimeUnit.SECONDS);
        assertEquals(LongStream.range(0, 2_000).boxed().toList(), servant.numbers());
        assertEquals(List.of(), List.copyOf(failures));
    }
}
