package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Export;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.registry.AlreadyBoundException;
import io.rmix.registry.NotBoundException;
import io.rmix.registry.Registry;
import io.rmix.registry.Registry.Change;
import io.rmix.registry.Registry.Changes;
import io.rmix.registry.RegistryServant;
import io.rmix.registry.RegistryWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** References are given names by a service that is called over the provider. */
interface RegistryContract extends Kit {
    private Stub<Registry> registry() throws IOException {
        Export export = rmix().export(Registry.class, new RegistryServant(), freeAddress() + "/" + Registry.SERVICE);
        return rmix().connect(Registry.class, export.endpoint());
    }

    private static RemoteRef some() {
        return RemoteRef.parse("rmix:" + UUID.randomUUID() + "@host,grpc://h:1/a=a.A+b.B,soap://h:2/a=a.A");
    }

    @Test
    default void aReferenceIsFoundByItsNameAndCalled() throws Exception {
        Registry registry = registry().sync();
        Export kit = export(rmix(), new KitServant());
        registry.bind("tools/kit", kit.ref());
        RemoteRef found = registry.lookup("tools/kit");
        assertEquals(kit.ref(), found);
        assertEquals(7, rmix().connect(KitService.class, found).sync().echoInt(7));
        assertThrows(NotBoundException.class, () -> registry.lookup("tools"));
    }

    @Test
    default void namesAreBoundOnceListedAndFreed() throws Exception {
        Registry registry = registry().sync();
        RemoteRef a = some();
        RemoteRef b = some();
        registry.bind("x/a", a);
        registry.bind("x/a", a);
        assertThrows(AlreadyBoundException.class, () -> registry.bind("x/a", b));
        registry.rebind("x/a", b);
        registry.bind("y", a);
        assertEquals(Map.of("x/a", b, "y", a), registry.list(""));
        assertEquals(Map.of("x/a", b), registry.list("x/"));
        assertTrue(registry.unbind("y"));
        assertFalse(registry.unbind("y"));
        assertEquals(Set.of("x/a"), registry.list("").keySet());
    }

    @Test
    default void watchersHearOfChangesWithoutHoldingAThread() throws Exception {
        Stub<Registry> stub = registry();
        Registry registry = stub.sync();
        RemoteRef a = some();
        Changes first = registry.watch("x", 0, Duration.ZERO);
        assertTrue(first.whole());
        List<CompletableFuture<Changes>> waiting = new java.util.ArrayList<>();
        for (int i = 0; i < 100; i++)
            waiting.add(stub.async(r -> r.watch("x", first.revision(), Duration.ofSeconds(50))));
        registry.bind("y", a);
        registry.bind("xa", a);
        for (CompletableFuture<Changes> each : waiting) {
            Changes changes = each.get(30, TimeUnit.SECONDS);
            assertFalse(changes.whole());
            assertEquals(List.of(new Change("xa", Optional.of(a))), changes.changes());
        }
        registry.unbind("xa");
        Changes gone = registry.watch("x", first.revision(), Duration.ZERO);
        assertEquals(List.of(new Change("xa", Optional.empty())), gone.changes());
        assertEquals(
                List.of(),
                registry.watch("x", gone.revision(), Duration.ofMillis(20)).changes());
    }

    @Test
    default void aFollowerKnowsAllBindingsAlsoAfterARestart() throws Exception {
        Rmix server = rmix();
        RegistryServant servant = new RegistryServant();
        Export export = server.export(Registry.class, servant, freeAddress() + "/" + Registry.SERVICE);
        Stub<Registry> stub = rmix().connect(Registry.class, export.endpoint());
        AtomicReference<Map<String, RemoteRef>> seen = new AtomicReference<>(Map.of());
        closing(RegistryWatch.start(stub, "", seen::set));
        RemoteRef a = some();
        stub.sync().bind("a", a);
        Await.until("the binding is seen", () -> seen.get().equals(Map.of("a", a)));
        servant.close();
        server.close();
        RegistryServant again = new RegistryServant();
        again.bind("b", a);
        rmix().export(Registry.class, again, export.endpoint().toString());
        closing(again);
        Await.until("those of the new one are seen", () -> seen.get().equals(Map.of("b", a)));
    }
}
