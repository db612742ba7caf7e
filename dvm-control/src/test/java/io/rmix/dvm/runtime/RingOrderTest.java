package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.rmix.dvm.Order;
import io.rmix.dvm.runtime.Recorder.Seen;
import io.rmix.testkit.Background;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All members deliver the same messages in the same order, whatever carries the links. */
class RingOrderTest {
    private static final int EACH = 2000;

    @ParameterizedTest
    @ValueSource(strings = {"local", "grpc", "rmi", "soap", "xmlrpc", "grpc+unix", "grpc,rmi,soap", "soap,xmlrpc,grpc"})
    void allDeliverTheSameSequence(String links) throws Exception {
        try (TestRing ring = TestRing.configured(3, TestRing.shared("order"), links.split(","))
                .start()) {
            List<CompletableFuture<Delivered>> futures = broadcast(ring, EACH, 200);
            List<Seen> first = ring.recorders.get(0).await(3 * EACH, TestRing.PATIENCE);
            for (Recorder each : ring.recorders) {
                assertEquals(first, each.await(3 * EACH, TestRing.PATIENCE));
            }
            checkOrigins(first);
            for (CompletableFuture<Delivered> each : futures) {
                Delivered where = each.get(10, TimeUnit.SECONDS);
                assertEquals(
                        where.sequence(), first.get((int) where.position() - 1).sequence());
            }
            checkStatus(ring);
        }
    }

    /** From all members at once, each from a thread of its own. */
    static List<CompletableFuture<Delivered>> broadcast(TestRing ring, int each, int size) throws Exception {
        return broadcast(ring, 1, each, size);
    }

    /** @param first number in the first payload of each */
    static List<CompletableFuture<Delivered>> broadcast(TestRing ring, int first, int each, int size) throws Exception {
        List<CompletableFuture<List<CompletableFuture<Delivered>>>> senders = new ArrayList<>();
        for (DvmNode node : ring.nodes) {
            senders.add(Background.supply(() -> {
                List<CompletableFuture<Delivered>> own = new ArrayList<>();
                for (int i = first; i < first + each; i++) {
                    own.add(node.broadcast(TestRing.payload(i, size)));
                }
                return own;
            }));
        }
        List<CompletableFuture<Delivered>> all = new ArrayList<>();
        for (CompletableFuture<List<CompletableFuture<Delivered>>> sender : senders) {
            all.addAll(sender.get(60, TimeUnit.SECONDS));
        }
        return all;
    }

    /** Positions without holes; of each origin every message once, in the order it was broadcast, and numbered from 1 in each view. */
    static void checkOrigins(List<Seen> seen) {
        Map<String, Long> last = new HashMap<>();
        Map<String, Long> lastInView = new HashMap<>();
        long position = 0;
        for (Seen each : seen) {
            assertEquals(++position, each.position());
            assertEquals(last.merge(each.origin(), 1L, Long::sum), each.number());
            assertEquals(lastInView.merge(each.view() + each.origin(), 1L, Long::sum), each.sequence());
        }
    }

    static void checkStatus(TestRing ring) {
        checkStatus(ring.nodes);
    }

    /** They take part, and are at one position with one state. */
    static void checkStatus(List<DvmNode> nodes) {
        MemberStatus first = nodes.get(0).status();
        for (DvmNode node : nodes) {
            MemberStatus status = node.status();
            assertEquals("OPERATIONAL", status.state());
            assertEquals(first.position(), status.position());
            assertEquals(first.orderHash(), status.orderHash());
            assertEquals(first.stateHash(), status.stateHash());
            assertEquals(List.of(), status.suspected());
        }
        assertNotEquals(new OrderHash().toString(), first.orderHash());
    }

    @Test
    void aMemberAloneDeliversAtOnce() throws Exception {
        try (TestRing ring =
                TestRing.configured(1, TestRing.shared("alone"), "local").start()) {
            assertEquals(
                    new Delivered(Order.ATOMIC, 1, 1, 1),
                    ring.nodes.get(0).broadcast(TestRing.payload(1, 8)).get(10, TimeUnit.SECONDS));
            assertEquals(
                    List.of(new Seen(1, "a", 1, 1, 1)), ring.recorders.get(0).await(1, TestRing.PATIENCE));
        }
    }

    @Test
    void reliableBroadcastsKeepTheOrderOfEachOrigin() throws Exception {
        try (TestRing ring =
                TestRing.configured(3, TestRing.shared("reliable"), "local").start()) {
            for (int i = 1; i <= 500; i++) {
                for (DvmNode node : ring.nodes) {
                    node.broadcast(Order.RELIABLE, TestRing.payload(i, 100));
                }
            }
            for (Recorder each : ring.recorders) {
                Map<String, Long> last = new HashMap<>();
                for (Seen seen : each.await(1500, TestRing.PATIENCE)) {
                    assertEquals(last.merge(seen.origin(), 1L, Long::sum), seen.number());
                    assertEquals(0, seen.position());
                }
                assertEquals(Map.of("a", 500L, "b", 500L, "c", 500L), last);
            }
        }
    }

    @Test
    void twoDvmsOfOneProcessDoNotMix() throws Exception {
        try (TestRing one =
                        TestRing.configured(3, TestRing.shared("one"), "local").start();
                TestRing two =
                        TestRing.configured(3, TestRing.shared("two"), "local").start()) {
            broadcast(one, 300, 64);
            broadcast(two, 200, 64);
            checkOrigins(one.recorders.get(1).await(900, TestRing.PATIENCE));
            checkOrigins(two.recorders.get(2).await(600, TestRing.PATIENCE));
            assertEquals(900, one.recorders.get(0).await(900, TestRing.PATIENCE).size());
            assertNotEquals(
                    one.nodes.get(0).status().orderHash(),
                    two.nodes.get(0).status().orderHash());
        }
    }
}
