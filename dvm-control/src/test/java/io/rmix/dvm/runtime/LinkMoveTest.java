package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Links;
import io.rmix.Links.Rule;
import io.rmix.dvm.runtime.Recorder.Seen;
import io.rmix.testkit.Background;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The protocol of a ring's link is changed while messages go over it. */
class LinkMoveTest {
    private static final int EACH = 2000;
    private static final List<String> PROTOCOLS = List.of("grpc", "soap", "rmi", "xmlrpc");

    @Test
    void whatGoesOverALinkThatMovesIsDeliveredOnceAndInOrder() throws Exception {
        try (TestRing ring = TestRing.configured(3, TestRing.shared("move"), PROTOCOLS.toArray(String[]::new))
                .start()) {
            DvmNode a = ring.nodes.get(0);
            CompletableFuture<List<CompletableFuture<Delivered>>> senders = Background.supply(() -> broadcast(ring));
            for (int i = 1; i <= 8; i++) {
                ring.recorders.get(0).await(i * EACH / 4, TestRing.PATIENCE);
                String protocol = PROTOCOLS.get(i % PROTOCOLS.size());
                a.links(Links.none().with(Rule.target("b", protocol))).get(30, TimeUnit.SECONDS);
                assertEquals(protocol, a.status().link().orElseThrow().provider());
            }
            for (CompletableFuture<Delivered> each : senders.get(60, TimeUnit.SECONDS)) each.get(60, TimeUnit.SECONDS);
            List<Seen> first = ring.recorders.get(0).await(3 * EACH, TestRing.PATIENCE);
            for (Recorder each : ring.recorders) assertEquals(first, each.await(3 * EACH, TestRing.PATIENCE));
            RingOrderTest.checkOrigins(first);
            assertEquals(0, a.status().link().orElseThrow().breaks());
        }
    }

    private static List<CompletableFuture<Delivered>> broadcast(TestRing ring) {
        try {
            return RingOrderTest.broadcast(ring, EACH, 200);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void rulesThatLeaveAMemberUnreachableAreRefused() throws Exception {
        try (TestRing ring = TestRing.configured(2, TestRing.shared("refuse"), "grpc", "soap")
                .start()) {
            DvmNode a = ring.nodes.get(0);
            Links before = a.links();
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> a.links(Links.none().with(Rule.target("*", "rmi"))));
            assertTrue(e.getMessage().contains("leave no endpoint of"), e::getMessage);
            assertEquals(before, a.links());
        }
    }
}
