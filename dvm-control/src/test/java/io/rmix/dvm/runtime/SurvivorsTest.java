package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException.Code;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.testkit.Await;
import io.rmix.testkit.Background;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the others do when members die and leave. */
@Timeout(120)
class SurvivorsTest {
    private static final int EACH = 2000;

    private static SharedConfiguration shared(String dvm, Duration suspicion) {
        return new SharedConfiguration(
                dvm, 64 << 10, 4 << 10, 8 << 10, Duration.ofMillis(50), suspicion, suspicion.multipliedBy(10));
    }

    private static SubmissionException failure(CompletableFuture<?> future) {
        ExecutionException thrown = assertThrows(ExecutionException.class, () -> future.get(30, TimeUnit.SECONDS));
        return assertInstanceOf(SubmissionException.class, thrown.getCause());
    }

    /** Each node broadcasts, on a thread of its own, until it is refused or through. */
    private static Map<DvmNode, CompletableFuture<List<CompletableFuture<Delivered>>>> load(TestRing ring) {
        Map<DvmNode, CompletableFuture<List<CompletableFuture<Delivered>>>> senders = new HashMap<>();
        for (DvmNode node : ring.nodes) {
            senders.put(node, Background.supply(() -> {
                List<CompletableFuture<Delivered>> own = new ArrayList<>();
                for (int i = 1; i <= EACH && !node.state().isFinal(); i++) {
                    own.add(node.broadcast(TestRing.payload(i, 200)));
                }
                return own;
            }));
        }
        return senders;
    }

    @ParameterizedTest
    @CsvSource({"3,local", "3,grpc", "3,rmi", "3,soap", "5,local", "5,grpc"})
    void aMemberThatIsKilledUnderLoadIsExcludedAndTheOthersLoseNothing(int members, String scheme) throws Exception {
        try (TestRing ring = TestRing.configured(members, shared("killed", Duration.ofSeconds(3)), scheme)
                .start()) {
            var senders = load(ring);
            ring.recorders.get(0).await(EACH / 4, TestRing.PATIENCE);
            ring.nodes.get(1).kill();
            List<DvmNode> survivors = ring.without("b");
            Set<Long> positions = new HashSet<>();
            for (DvmNode each : survivors) {
                List<CompletableFuture<Delivered>> own = senders.get(each).get(60, TimeUnit.SECONDS);
                assertEquals(EACH, own.size());
                for (CompletableFuture<Delivered> future : own) {
                    assertTrue(positions.add(future.get(60, TimeUnit.SECONDS).position()), "one position each");
                }
            }
            TestRing.awaitViewOf(survivors);
            checkEqual(ring, survivors);
            assertEquals("b", String.join("", ring.recorders.get(0).suspectedNames()));
            for (CompletableFuture<Delivered> each :
                    senders.get(ring.nodes.get(1)).get(60, TimeUnit.SECONDS)) {
                assertTrue(each.isDone(), "nothing hangs at the one that was killed");
            }
        }
    }

    /** They come to rest at one position, with one order and one state, and saw the same in the same views. */
    private static void checkEqual(TestRing ring, List<DvmNode> nodes) {
        Await.until(
                "all at one position",
                () -> nodes.stream()
                                .map(each -> each.status().position())
                                .distinct()
                                .count()
                        == 1);
        RingOrderTest.checkStatus(nodes);
        Recorder first = ring.recorders.get(ring.nodes.indexOf(nodes.get(0)));
        RingOrderTest.checkOrigins(first.seen());
        for (DvmNode each : nodes) {
            Recorder other = ring.recorders.get(ring.nodes.indexOf(each));
            assertEquals(first.seen(), other.seen());
            assertEquals(first.lastView(), other.lastView());
        }
    }

    /** Suspicion would take longer than anybody waits here. */
    @Test
    void whoIsClosedLeavesAtOnceUnderLoad() throws Exception {
        try (TestRing ring = TestRing.configured(3, shared("leave", Duration.ofMinutes(5)), "local")
                .each(each -> each.withLimits(
                        l -> l.withTimes(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(30))))
                .start()) {
            long before = ring.nodes.get(0).view().orElseThrow().number();
            var senders = load(ring);
            ring.recorders.get(0).await(EACH / 4, TestRing.PATIENCE);
            DvmNode b = ring.nodes.get(1);
            b.close();
            assertEquals("LEFT: b: left", ring.recorders.get(1).ended.get(1, TimeUnit.SECONDS));
            assertEquals(NodeState.CLOSED, b.state());
            for (CompletableFuture<Delivered> each : senders.get(b).get(60, TimeUnit.SECONDS)) {
                assertTrue(each.isDone(), "closing ends every future");
                if (each.isCompletedExceptionally()) {
                    assertEquals(Outcome.NOT_INVOKED, failure(each).outcome());
                }
            }
            List<DvmNode> others = ring.without("b");
            TestRing.awaitViewOf(others);
            for (DvmNode each : others) {
                for (CompletableFuture<Delivered> future : senders.get(each).get(60, TimeUnit.SECONDS)) {
                    future.get(60, TimeUnit.SECONDS);
                }
            }
            checkEqual(ring, others);
            assertEquals("ac", ring.recorders.get(0).lastView());
            assertEquals(before + 1, others.get(0).view().orElseThrow().number());
            ring.nodes.get(2).close();
            TestRing.awaitViewOf(ring.without("b", "c"));
            assertEquals(
                    before + 2,
                    ring.nodes.get(0).broadcast(TestRing.payload(1, 8)).get().view());
            ring.nodes.get(0).close();
            assertEquals("LEFT: a: left", ring.recorders.get(0).ended.get(1, TimeUnit.SECONDS));
        }
    }

    /** The last of three, of the lowest priority: no quorum without the others, whichever of them was missed first. */
    private static DvmNode lastOfThree(TestRing ring) {
        ring.nodes.get(0).kill();
        ring.nodes.get(1).kill();
        return ring.nodes.get(2);
    }

    @Test
    void withoutAQuorumSubmissionsWaitAndEndTruthfully() throws Exception {
        try (TestRing ring = TestRing.configured(3, shared("isolated", Duration.ofSeconds(1)), "local")
                .each(each -> each.withLimits(l -> l.withRing(4, 64 << 10)
                        .withTimes(Duration.ofMillis(200), Duration.ofSeconds(60), Duration.ofMillis(500))))
                .start()) {
            DvmNode c = lastOfThree(ring);
            List<CompletableFuture<Delivered>> pending = new ArrayList<>();
            CompletableFuture<Delivered> last = c.broadcast(TestRing.payload(1, 1000));
            while (!last.isCompletedExceptionally()) {
                pending.add(last);
                last = c.broadcast(TestRing.payload(1, 1000));
            }
            assertEquals(Code.BUSY, failure(last).code());
            assertEquals(Outcome.NOT_INVOKED, failure(last).outcome());
            Await.until("c is isolated", () -> c.state() == NodeState.ISOLATED);
            assertTrue(c.reason().contains(ring.nodes.get(1).member().toString()), c::reason);
            assertFalse(pending.stream().anyMatch(CompletableFuture::isDone), "they wait");
            c.close();
            Set<Outcome> outcomes = new HashSet<>();
            for (CompletableFuture<Delivered> each : pending) {
                outcomes.add(failure(each).outcome());
            }
            assertEquals(Set.of(Outcome.UNKNOWN, Outcome.NOT_INVOKED), outcomes, "some were sent, some waited");
        }
    }

    @Test
    void theLastSurvivorGoesOnIfThatIsThePolicy() throws Exception {
        try (TestRing ring = TestRing.configured(3, shared("survivors", Duration.ofSeconds(1)), "local")
                .each(each -> each.withQuorum(QuorumPolicy.SURVIVORS))
                .start()) {
            RingOrderTest.broadcast(ring, 10, 64);
            ring.recorders.get(2).await(30, TestRing.PATIENCE);
            DvmNode c = lastOfThree(ring);
            Delivered where =
                    c.broadcast(TestRing.payload(11, 64)).get(TestRing.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertEquals(31, where.position());
            TestRing.awaitViewOf(List.of(c));
            RingOrderTest.checkOrigins(ring.recorders.get(2).seen());
        }
    }
}
