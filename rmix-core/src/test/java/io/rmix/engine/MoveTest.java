package io.rmix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.InvocationException.Code;
import io.rmix.LaneListener.LaneFailure;
import io.rmix.Limits;
import io.rmix.Links;
import io.rmix.Links.Rule;
import io.rmix.Outcome;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.testkit.Await;
import io.rmix.testkit.Failures;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a stub's calls go, within one process; that moves keep order on every wire is in the providers' contract test. */
@Timeout(60)
class MoveTest {
    private final KitServant servant = new KitServant();
    private final Rmix server = Rmix.create();
    private final Rmix client = Rmix.builder()
            .limits(Limits.defaults().withDrain(Duration.ofSeconds(5)))
            .build();

    private Export export(String... endpoints) throws Exception {
        return server.exporting(servant).at(KitService.class, endpoints).export();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void newRulesMoveStubsOfReferences() throws Exception {
        RemoteRef ref =
                export("local://links-a/first", "local://links-b/second").ref();
        Stub<KitService> stub = client.connect(KitService.class, ref, "main");
        assertEquals("first", stub.endpoint().service());
        CompletableFuture<String> call = stub.async(kit -> kit.block("held"));
        Await.until("the call runs", () -> servant.entered("held") == 1);
        CompletableFuture<Void> none = client.links(Links.none().with(Rule.target("main", "nothing")));
        none.get(5, TimeUnit.SECONDS);
        assertEquals("first", stub.endpoint().service(), "a rule that leaves nothing moves nobody");
        stub.moveTo(Endpoint.parse("local://links-b/second"));
        assertFalse(call.isDone());
        assertEquals("second", stub.endpoint().service());
        assertEquals(
                List.of("second", "first"),
                stub.endpoints().stream().map(Endpoint::service).toList());
        servant.release("held");
        assertEquals("released held", call.get(5, TimeUnit.SECONDS));
    }

    @Test
    void stubsOfOneTargetFollowTheirRuleOnly() throws Exception {
        RemoteRef ref = export("local://follow-a/one", "local://follow-b/two").ref();
        Rmix ruled = Rmix.builder()
                .links(Links.none().with(Rule.service("absent", "local")))
                .build();
        try (ruled) {
            Stub<KitService> a = ruled.connect(KitService.class, ref, "a");
            Stub<KitService> b = ruled.connect(KitService.class, ref, "b");
            ruled.links(Links.none().with(Rule.target("b", "local"))).get(5, TimeUnit.SECONDS);
            assertEquals(a.endpoint(), b.endpoint());
            assertEquals(1, ruled.links().rules().size());
        }
    }

    @Test
    void withoutAUsableEndpointTheReasonsAreSaid() {
        RemoteRef ref = RemoteRef.parse("rmix:" + UUID.randomUUID() + "@elsewhere,carrier://h:1/a="
                + KitService.class.getCanonicalName() + ",local://x/a=other.Contract");
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> client.connect(KitService.class, ref));
        assertTrue(e.getMessage().contains("no provider for carrier"), e::getMessage);
    }

    @Test
    void anEndpointThatIsNotPossibleIsRefusedAndNothingChanges() throws Exception {
        Stub<KitService> stub =
                client.connect(KitService.class, export("local://refuse/kit").endpoint());
        assertThrows(IllegalArgumentException.class, () -> stub.moveTo(Endpoint.parse("carrier://h:1/kit")));
        assertEquals(1, stub.sync().echoInt(1));
        stub.close();
        assertThrows(IllegalStateException.class, () -> stub.moveTo(Endpoint.parse("local://refuse/kit")));
    }

    @Test
    void aCallThatMayHaveBeenMadeIsNotMadeElsewhere() throws Exception {
        Rmix doomed = Rmix.builder()
                .limits(Limits.defaults().withDrain(Duration.ZERO))
                .build();
        KitServant first = new KitServant();
        Export one = doomed.export(KitService.class, first, "local://doomed/kit");
        Export two = export("local://spare/kit");
        RemoteRef ref = new RemoteRef(
                UUID.randomUUID(),
                List.of(one.ref().endpoints().get(0), two.ref().endpoints().get(0)));
        Stub<KitService> stub = client.connect(KitService.class, ref);
        CompletableFuture<String> call = stub.async(kit -> kit.block("doomed"));
        Await.until("the call runs", () -> first.entered("doomed") == 1);
        doomed.close();
        first.release("doomed");
        assertEquals(Outcome.UNKNOWN, ((io.rmix.InvocationException) Failures.causeOf(call)).outcome());
        assertEquals(0, servant.entered("doomed"));
        assertEquals(2, stub.sync().echoInt(2));
        assertEquals("spare", stub.endpoint().host());
    }

    @Test
    void derivedStubsMoveWithTheirOriginAndEndWithIt() throws Exception {
        Export export = export("local://derived-a/kit", "local://derived-b/kit");
        Stub<KitService> stub = client.connect(KitService.class, export.endpoint());
        ConcurrentLinkedQueue<LaneFailure> failures = new ConcurrentLinkedQueue<>();
        Stub<KitService> derived = stub.withLaneListener(failures::add);
        derived.oneWay().right(1);
        stub.moveTo(export.endpoints().get(1)).get(10, TimeUnit.SECONDS);
        derived.oneWay().right(2);
        assertEquals(export.endpoints().get(1), derived.endpoint());
        stub.close();
        assertEquals(List.of(1L, 2L), servant.numbers());
        assertEquals(List.of(), List.copyOf(failures));
        Failures.failsWith(
                Code.CLOSED, Outcome.NOT_INVOKED, () -> derived.oneWay().right(3));
    }
}
