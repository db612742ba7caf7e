package io.rmix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.LaneListener.LaneFailure;
import io.rmix.Links;
import io.rmix.Links.Rule;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.contract.Contract;
import io.rmix.local.LocalProvider;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.ConnectionOption;
import io.rmix.spi.Provider;
import io.rmix.spi.ServerEnvironment;
import io.rmix.testkit.Await;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Options of links on their way to a provider; what the real ones do with theirs is in their own tests. */
@Timeout(60)
class LinkOptionsTest {
    private static final ConnectionOption<String> PACE =
            ConnectionOption.choice("pace", List.of("slow", "fast"), "slow", "of nothing");

    /** The local provider under another scheme; keeps the pace of each connection that was made. */
    private static final class Paced implements Provider {
        private final LocalProvider local = new LocalProvider();
        private final ConcurrentLinkedQueue<String> made = new ConcurrentLinkedQueue<>();

        @Override
        public String name() {
            return "paced";
        }

        @Override
        public Set<String> schemes() {
            return Set.of("paced");
        }

        @Override
        public void check(Contract contract) {
            local.check(contract);
        }

        @Override
        public List<ConnectionOption<?>> options() {
            return List.of(PACE);
        }

        @Override
        public Acceptor listen(Endpoint address, ServerEnvironment environment) throws IOException {
            return local.listen(address, environment);
        }

        @Override
        public Connection connect(Endpoint address, ClientEnvironment environment) {
            made.add(PACE.in(environment));
            return local.connect(address, environment);
        }
    }

    private final KitServant servant = new KitServant();
    private final Rmix server = Rmix.builder().provider(new Paced()).build();
    private final Paced paced = new Paced();
    private final Rmix client = Rmix.builder().provider(paced).build();
    private RemoteRef ref = RemoteRef.parse("rmix:00000000-0000-0000-0000-000000000001,local://none/none=none.None");

    @BeforeEach
    void export() throws IOException {
        ref = server.export(KitService.class, servant, "paced://options/kit").ref();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static Rule pace(String target, String pace) {
        return Rule.target(target, "paced").withOption("paced", "pace", pace);
    }

    private List<String> made() {
        return List.copyOf(paced.made);
    }

    @Test
    void connectionsAreSharedByAddressAndOptions() {
        client.links(Links.none().with(pace("a*", "fast")).with(pace("b", "slow")));
        List<Stub<KitService>> stubs = new ArrayList<>();
        for (String target : List.of("a1", "a2", "b", "c")) stubs.add(client.connect(KitService.class, ref, target));
        for (Stub<KitService> each : stubs) assertEquals(1, each.sync().echoInt(1));
        assertEquals(List.of("fast", "slow", "slow"), made(), "a1 and a2 share, b has said what c has not");
        client.connect(KitService.class, ref.endpoints().get(0).endpoint());
        assertEquals(3, made().size(), "an endpoint without rules goes with c");
    }

    @Test
    void otherOptionsMoveAStubAndOneWayCallsKeepTheirOrder() throws Exception {
        client.links(Links.none().with(pace("*", "slow")));
        ConcurrentLinkedQueue<LaneFailure> failures = new ConcurrentLinkedQueue<>();
        Stub<KitService> stub = client.connect(KitService.class, ref).withLaneListener(failures::add);
        List<CompletableFuture<Void>> moves = new ArrayList<>();
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            int number = i;
            if (i % 200 == 100) {
                String pace = i / 200 % 2 == 0 ? "fast" : "slow";
                moves.add(client.links(Links.none().with(pace("*", pace))));
                calls.add(stub.async(kit -> kit.echoInt(number)));
            }
            stub.oneWay().right(i);
        }
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        for (CompletableFuture<Void> each : moves) each.get(30, TimeUnit.SECONDS);
        for (CompletableFuture<Integer> each : calls) assertEquals(100, each.get(30, TimeUnit.SECONDS) % 200);
        assertEquals(LongStream.range(0, 4_000).boxed().toList(), servant.numbers());
        assertEquals(List.of(), List.copyOf(failures));
        assertEquals("fast", made().get(1));
        assertEquals(ref.endpoints().get(0).endpoint(), stub.endpoint());
    }

    @Test
    void callsUnderWayEndOnTheirConnection() throws Exception {
        Stub<KitService> stub = client.connect(KitService.class, ref);
        CompletableFuture<String> call = stub.async(kit -> kit.block("held"));
        Await.until("the call runs", () -> servant.entered("held") == 1);
        CompletableFuture<Void> moved = client.links(Links.none().with(pace("*", "fast")));
        assertEquals(2, stub.sync().echoInt(2));
        assertEquals(List.of("slow", "fast"), made());
        assertTrue(!moved.isDone() && !call.isDone());
        servant.release("held");
        assertEquals("released held", call.get(30, TimeUnit.SECONDS));
        moved.get(30, TimeUnit.SECONDS);
        client.links(Links.none().with(pace("nobody", "slow")).with(pace("*", "fast")))
                .get(30, TimeUnit.SECONDS);
        assertEquals(2, made().size(), "the options are the same");
        stub.moveTo(stub.endpoint()).get(30, TimeUnit.SECONDS);
        assertEquals(2, made().size(), "its endpoint has the options of the rule");
    }

    @Test
    void whatTheProviderDoesNotTakeIsRefusedAndNothingChanges() {
        Links good = Links.none().with(pace("*", "fast"));
        client.links(good);
        Map.of(
                        Rule.target("*", "paced").withOption("paced", "peace", "fast"),
                        "options of paced: there is no 'peace'; expected one of pace",
                        pace("*", "faster"),
                        "options of paced: pace: expected one of slow, fast, not 'faster'",
                        Rule.target("*", "local").withOption("local", "pace", "fast"),
                        "options of local: there is no 'pace'; expected none")
                .forEach((rule, message) -> {
                    Links bad = Links.none().with(rule);
                    assertEquals(
                            message,
                            assertThrows(IllegalArgumentException.class, () -> client.links(bad))
                                    .getMessage());
                    Rmix.Builder builder = Rmix.builder().provider(new Paced()).links(bad);
                    assertEquals(
                            message,
                            assertThrows(IllegalArgumentException.class, builder::build)
                                    .getMessage());
                });
        assertEquals(good, client.links());
    }
}
