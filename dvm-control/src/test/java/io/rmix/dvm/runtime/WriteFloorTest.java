package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Rmix;
import io.rmix.dvm.Order;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.service.HostedService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Writes in views that have too few voters for them. */
@Timeout(120)
class WriteFloorTest {
    private static final int UNDER_WAY = 500;
    private static final String WHY = "has 2 voters, and write-floor wants 3";

    private static SubmissionException refused(CompletableFuture<?> future) {
        ExecutionException thrown = assertThrows(ExecutionException.class, () -> future.get(30, TimeUnit.SECONDS));
        SubmissionException why = assertInstanceOf(SubmissionException.class, thrown.getCause());
        assertEquals(Outcome.NOT_INVOKED, why.outcome());
        assertEquals(Code.BUSY, why.code());
        assertTrue(why.getMessage().contains(WHY), why::getMessage);
        return why;
    }

    private static TestRing ring() throws Exception {
        SharedConfiguration shared = new SharedConfiguration(
                "floor",
                64 << 10,
                4 << 10,
                8 << 10,
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
        TestRing ring = TestRing.configured(3, shared.withWriteFloor(3), "local");
        ring.configurations.replaceAll(
                each -> each.withService(HostedService.of("ledger", Ledger.class, new LedgerService())));
        ring.configurations.set(0, ring.configurations.get(0).withClientEndpoint(TestRing.free("grpc")));
        return ring.start();
    }

    @Test
    void whatIsUnderWayCompletesAndTheRestIsRefusedUntilEnoughAreBack() throws Exception {
        try (TestRing ring = ring();
                Rmix rmix = Rmix.create()) {
            DvmNode a = ring.nodes.get(0);
            assertEquals("", a.status().writesRefused());
            List<CompletableFuture<Delivered>> underWay = new ArrayList<>();
            for (int i = 1; i <= UNDER_WAY; i++) {
                underWay.add(a.broadcast(TestRing.payload(i, 1000)));
                if (i == UNDER_WAY / 2) {
                    ring.nodes.get(2).kill();
                }
            }
            for (CompletableFuture<Delivered> each : underWay) {
                try {
                    each.get(30, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    refused(each);
                }
            }
            TestRing.awaitViewOf(ring.without("c"));
            refused(a.broadcast(TestRing.payload(1, 8)));
            refused(ring.nodes.get(1).broadcast(Order.RELIABLE, TestRing.payload(1, 8)));
            assertTrue(a.status().writesRefused().contains(WHY));
            assertEquals(2, a.status().voters());
            Ledger ledger = rmix.connect(
                            Ledger.class, a.status().clientEndpoints().get(0) + "/ledger")
                    .sync();
            InvocationException thrown = assertThrows(InvocationException.class, () -> ledger.add("x", 1));
            assertEquals(io.rmix.Outcome.NOT_INVOKED, thrown.outcome());
            assertTrue(thrown.getMessage().contains(WHY), thrown::getMessage);
            ring.configurations.set(
                    2,
                    NodeConfiguration.of(
                                    "c",
                                    ring.configurations.get(2).members(),
                                    ring.configurations.get(2).shared())
                            .withService(HostedService.of("ledger", Ledger.class, new LedgerService())));
            DvmNode again = ring.start(2);
            TestRing.awaitViewOf(List.of(a, ring.nodes.get(1), again));
            a.broadcast(TestRing.payload(1, 8)).get(30, TimeUnit.SECONDS);
            assertEquals(1, ledger.add("x", 1));
        }
    }
}
