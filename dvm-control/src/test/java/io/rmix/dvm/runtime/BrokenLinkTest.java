package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.dvm.runtime.Recorder.Seen;
import io.rmix.testkit.Background;
import io.rmix.testkit.CuttingProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link that breaks under load heals: nothing is lost, doubled or reordered. */
class BrokenLinkTest {
    private static final int EACH = 1000;
    private static final int BREAKS = 3;

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "grpc+unix", "rmi", "soap", "xmlrpc"})
    void cutConnectionsLoseNothing(String scheme) throws Exception {
        TestRing ring = TestRing.configured(3, TestRing.shared("cut"), scheme);
        Endpoint real = ring.configurations.get(1).self().endpoints().get(0);
        try (CuttingProxy proxy = new CuttingProxy(real);
                ring) {
            ring.configurations.set(0, throughProxy(ring.configurations.get(0), proxy.endpoint()));
            ring.start();
            List<CompletableFuture<Delivered>> sent = new ArrayList<>();
            long end = System.nanoTime() + TestRing.PATIENCE.toNanos();
            // A cut between two frames may be mended before anybody sends: so until it was noticed often enough.
            while (breaks(ring) < BREAKS && System.nanoTime() < end) {
                CompletableFuture<List<CompletableFuture<Delivered>>> senders = sending(ring, sent.size() / 3 + 1);
                ring.recorders.get(0).await(sent.size() + EACH, TestRing.PATIENCE);
                proxy.cut();
                sent.addAll(senders.get(60, TimeUnit.SECONDS));
            }
            for (CompletableFuture<Delivered> each : sent) {
                each.get(60, TimeUnit.SECONDS);
            }
            List<Seen> first = ring.recorders.get(0).await(sent.size(), TestRing.PATIENCE);
            RingOrderTest.checkOrigins(first);
            for (Recorder each : ring.recorders) {
                assertEquals(first, each.await(sent.size(), TestRing.PATIENCE));
            }
            RingOrderTest.checkStatus(ring);
            assertTrue(proxy.connections() > 1, "the link was made anew");
            assertTrue(breaks(ring) >= BREAKS, "noticed breaks: " + breaks(ring));
        }
    }

    private static CompletableFuture<List<CompletableFuture<Delivered>>> sending(TestRing ring, int first) {
        return Background.supply(() -> {
            try {
                return RingOrderTest.broadcast(ring, first, EACH, 500);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    private static long breaks(TestRing ring) {
        return ring.nodes.get(0).status().link().orElseThrow().breaks();
    }

    /** The same member, which reaches b through the proxy. */
    private static NodeConfiguration throughProxy(NodeConfiguration a, Endpoint proxy) {
        List<MemberAddress> members = new ArrayList<>(a.members());
        MemberAddress b = members.get(1);
        members.set(1, new MemberAddress(b.name(), b.priority(), List.of(proxy)));
        return NodeConfiguration.of("a", members, a.shared()).withLinks(Map.copyOf(a.links()));
    }
}
