package io.rmix.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.RefusedException;
import io.rmix.RemoteRef;
import io.rmix.registry.Registry.Change;
import io.rmix.registry.Registry.Changes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BindingsTest {
    private static final RemoteRef REF = RemoteRef.parse("rmix:" + UUID.randomUUID() + ",local://x/y=a.B");

    private final Bindings bindings = new Bindings(3, 2);

    private long revision() {
        return bindings.since("", 0).revision();
    }

    @Test
    void ofANameTheLastChangeIsTold() {
        long begin = revision();
        bindings.rebind("a", REF);
        bindings.unbind("a");
        bindings.rebind("b", REF);
        Changes changes = bindings.since("", begin);
        assertFalse(changes.whole());
        assertEquals(List.of(new Change("a", Optional.empty()), new Change("b", Optional.of(REF))), changes.changes());
    }

    @Test
    void whoMissedAFreedNameThatIsForgottenGetsEverything() {
        long begin = revision();
        for (String name : List.of("a", "b", "c")) {
            bindings.rebind(name, REF);
            bindings.unbind(name);
        }
        bindings.rebind("d", REF);
        Changes changes = bindings.since("", begin);
        assertTrue(changes.whole());
        assertEquals(List.of(new Change("d", Optional.of(REF))), changes.changes());
        assertFalse(bindings.since("", changes.revision() - 1).whole());
    }

    @Test
    void aRevisionOfAnotherRegistryIsNotTakenForOnesOwn() {
        assertTrue(bindings.since("", revision() + 1).whole());
        assertTrue(bindings.since("", 1).whole());
    }

    @Test
    void aFullRegistryTakesNoMoreNames() {
        for (String name : List.of("a", "b", "c")) bindings.rebind(name, REF);
        assertThrows(RefusedException.class, () -> bindings.rebind("d", REF));
        bindings.unbind("a");
        bindings.rebind("d", REF);
        assertEquals(List.of("b", "c", "d"), List.copyOf(bindings.list("").keySet()));
    }

    @Test
    void watchersOfOtherNamesGoOnWaiting() {
        CompletableFuture<Changes> x = bindings.watch("x", revision());
        CompletableFuture<Changes> y = bindings.watch("y", revision());
        bindings.rebind("yy", REF);
        assertFalse(x.isDone());
        assertEquals(List.of(new Change("yy", Optional.of(REF))), y.join().changes());
    }

    @Test
    void badNamesAndPatienceAreRefused() {
        RegistryServant servant = new RegistryServant();
        assertThrows(RefusedException.class, () -> servant.rebind("a b", REF));
        assertThrows(RefusedException.class, () -> servant.rebind("", REF));
        assertThrows(RefusedException.class, () -> servant.watch("", 0, Duration.ofMinutes(2)));
        assertEquals(List.of(), servant.watch("", 0, Duration.ZERO).changes());
    }
}
