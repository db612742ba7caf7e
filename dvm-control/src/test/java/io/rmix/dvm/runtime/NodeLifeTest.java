package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException.Code;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.SlowMemberPolicy;
import io.rmix.testkit.Await;
import io.rmix.testkit.Background;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How nodes start, end, and fail. */
class NodeLifeTest {
    /** What a future fails with. */
    static SubmissionException failure(CompletableFuture<?> future) {
        ExecutionException thrown = assertThrows(ExecutionException.class, () -> future.get(30, TimeUnit.SECONDS));
        return assertInstanceOf(SubmissionException.class, thrown.getCause());
    }

    /** Ends by delivery, or with a truthful outcome; which of the two is returned. */
    private static boolean delivered(CompletableFuture<Delivered> future) throws Exception {
        try {
            future.get(30, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            assertInstanceOf(SubmissionException.class, e.getCause());
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "grpc", "rmi", "soap"})
    void membersStartInAnyOrderAndWhatIsSubmittedBeforeWaits(String scheme) throws Exception {
        try (TestRing ring = TestRing.configured(3, TestRing.shared("order"), scheme)) {
            DvmNode last = ring.start(2);
            CompletableFuture<Delivered> early = last.broadcast(TestRing.payload(7, 8));
            DvmNode middle = ring.start(1);
            Await.until("c waits for a", () -> last.status().reason().contains("founder a"));
            assertEquals(NodeState.FORMING, middle.state());
            ring.start(0);
            ring.formed();
            assertEquals(1, early.get(30, TimeUnit.SECONDS).position());
            assertEquals(
                    7, ring.recorders.get(1).await(1, TestRing.PATIENCE).get(0).number());
        }
    }

    @Test
    void aRingThatDoesNotFormInTimeFailsAndNamesWhoIsMissing() throws Exception {
        try (TestRing ring = TestRing.configured(4, TestRing.shared("late"), "local")
                .each(each -> each.withLimits(
                        l -> l.withTimes(Duration.ofSeconds(1), Duration.ofMillis(700), Duration.ofSeconds(1))))) {
            DvmNode founder = ring.start(0);
            DvmNode second = ring.start(1);
            SubmissionException refused = failure(founder.broadcast(TestRing.payload(1, 8)));
            assertEquals(Outcome.NOT_INVOKED, refused.outcome());
            assertTrue(refused.getMessage().contains("missing: [c, d]"), refused::getMessage);
            assertTrue(failure(second.formed()).getMessage().contains("[c, d]"));
            assertEquals(NodeState.FAILED, founder.state());
            assertEquals(
                    Outcome.NOT_INVOKED,
                    failure(founder.broadcast(TestRing.payload(2, 8))).outcome());
        }
    }

    @Test
    void anotherConfigurationIsRefusedWithBothSidesValues() throws Exception {
        SharedConfiguration one = TestRing.shared("dvm");
        SharedConfiguration other = new SharedConfiguration(
                "dvm",
                512 << 10,
                one.maxMessageBytes(),
                one.maxFrameBytes(),
                one.heartbeat(),
                one.suspicionTimeout(),
                one.formationTimeout());
        try (TestRing ring = TestRing.configured(2, one, "local")) {
            NodeConfiguration b = ring.configurations.get(1);
            ring.configurations.set(
                    1, NodeConfiguration.of("b", b.members(), other).withLinks(b.links()));
            ring.start(0);
            String why = failure(ring.start(1).formed()).getMessage();
            assertTrue(why.contains("a refuses b: limits.window: here 262144B, there 524288B"), why);
        }
    }

    @Test
    void moreThanHalfFoundTheDvmAndTakeInWhoComesLater() throws Exception {
        try (TestRing ring = TestRing.configured(3, TestRing.shared("majority"), "local")) {
            DvmNode a = ring.start(0);
            DvmNode c = ring.start(2);
            ring.formed();
            TestRing.awaitViewOf(List.of(a, c));
            assertEquals(1, a.view().orElseThrow().number());
            assertEquals(
                    List.of(endpointOf(ring, 2)),
                    a.view().orElseThrow().members().get(1).endpoints());
            assertEquals(
                    1,
                    c.broadcast(TestRing.payload(1, 8))
                            .get(30, TimeUnit.SECONDS)
                            .position());
            DvmNode late = ring.start(1);
            checkTakenIn(ring, late, 2);
            assertTrue(late.view().orElseThrow().number() > 1);
        }
    }

    @Test
    void thePolicyOfQuorumsIsAgreedOnToo() throws Exception {
        SharedConfiguration one = TestRing.shared("policy");
        try (TestRing ring = TestRing.configured(2, one, "local")) {
            ring.configurations.set(
                    1,
                    ring.configurations
                            .get(1)
                            .withQuorum(QuorumPolicy.SURVIVORS)
                            .withWriteFloor(2));
            assertNotEquals(
                    one.fingerprint(), ring.configurations.get(1).shared().fingerprint());
            ring.start(0);
            String why = failure(ring.start(1).formed()).getMessage();
            assertTrue(why.contains("quorum: here majority, there survivors; write-floor: here 1, there 2"), why);
        }
    }

    @Test
    void whoComesWhileTheRestIsWaitedForIsInTheFirstView() throws Exception {
        try (TestRing ring = TestRing.configured(5, TestRing.shared("rest"), "local")) {
            for (int i = 0; i < 3; i++) {
                ring.start(i);
            }
            Await.until(
                    "more than half are there",
                    () -> ring.nodes.get(0).status().reason().contains("[d, e]"));
            ring.start(3);
            ring.formed();
            for (DvmNode each : ring.nodes) {
                assertEquals(1, each.view().orElseThrow().number());
                assertEquals(4, each.view().orElseThrow().size());
            }
        }
    }

    /** The one that was started last is a voter like the others, and what it broadcasts comes next. */
    private static void checkTakenIn(TestRing ring, DvmNode late, long position) throws Exception {
        late.formed().get(60, TimeUnit.SECONDS);
        List<DvmNode> alive = ring.nodes.stream()
                .filter(each -> each.state() != NodeState.CLOSED)
                .toList();
        TestRing.awaitViewOf(alive);
        Delivered where = late.broadcast(TestRing.payload(1, 8)).get(30, TimeUnit.SECONDS);
        assertEquals(position, where.position());
        Await.until(
                "all at that position",
                () -> alive.stream().allMatch(each -> each.status().position() == position));
        RingOrderTest.checkStatus(alive);
    }

    @Test
    void aMemberThatIsRestartedComesBack() throws Exception {
        try (TestRing ring =
                TestRing.configured(3, TestRing.shared("restart"), "local").start()) {
            RingOrderTest.broadcast(ring, 10, 64);
            ring.recorders.get(0).await(30, TestRing.PATIENCE);
            ring.nodes.get(2).kill();
            checkTakenIn(ring, ring.start(2), 31);
        }
    }

    private static String endpointOf(TestRing ring, int member) {
        return ring.configurations.get(member).self().endpoints().get(0).address();
    }

    @Test
    void closingWhileOthersSubmitLosesNothingInSilence() throws Exception {
        try (TestRing ring =
                TestRing.configured(3, TestRing.shared("close"), "local").start()) {
            DvmNode a = ring.nodes.get(0);
            CountDownLatch warm = new CountDownLatch(200);
            CompletableFuture<List<CompletableFuture<Delivered>>> submitter = Background.supply(() -> {
                List<CompletableFuture<Delivered>> futures = new ArrayList<>();
                CompletableFuture<Delivered> last;
                do {
                    last = a.broadcast(TestRing.payload(futures.size() + 1L, 100));
                    futures.add(last);
                    warm.countDown();
                } while (!last.isCompletedExceptionally() && futures.size() < 100_000);
                return futures;
            });
            assertTrue(warm.await(30, TimeUnit.SECONDS));
            a.close();
            List<CompletableFuture<Delivered>> futures = submitter.get(30, TimeUnit.SECONDS);
            int delivered = 0;
            for (CompletableFuture<Delivered> each : futures) {
                assertTrue(each.isDone(), "closing ends every future");
                delivered += delivered(each) ? 1 : 0;
            }
            assertTrue(delivered >= 200, "what was accepted before the close was delivered: " + delivered);
            assertEquals(NodeState.CLOSED, a.state());
            long own = ring.recorders.get(1).await(delivered, TestRing.PATIENCE).stream()
                    .filter(each -> each.origin().equals("a"))
                    .count();
            assertTrue(own >= delivered, own + " of " + delivered);
            assertEquals(
                    Outcome.NOT_INVOKED,
                    failure(a.broadcast(TestRing.payload(1, 8))).outcome());
        }
    }

    @Test
    void tooLargeAMessageIsRefusedAtOnce() throws Exception {
        try (TestRing ring =
                TestRing.configured(1, TestRing.shared("large"), "local").start()) {
            int most = TestRing.shared("large").maxMessageBytes();
            SubmissionException refused = failure(ring.nodes.get(0).broadcast(new byte[most]));
            assertEquals(Code.TOO_LARGE, refused.code());
            assertEquals(
                    1, ring.nodes.get(0).broadcast(new byte[most - 1]).get().position());
        }
    }

    /** The application of one member stands still: the others stop within their bounds, nobody is suspected, and all goes on later. */
    @Test
    void aSlowApplicationSlowsTheRing() throws Exception {
        SharedConfiguration small = new SharedConfiguration(
                "slow",
                32 << 10,
                2 << 10,
                4 << 10,
                Duration.ofMillis(20),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30));
        try (TestRing ring = TestRing.configured(3, small, "local")
                .each(each -> each.withLocal(
                                new LocalConfiguration(8 << 10, SlowMemberPolicy.WAIT, Duration.ofSeconds(30)))
                        .withLimits(l -> l.withRing(4, 16 << 10)))
                .start()) {
            CountDownLatch gate = new CountDownLatch(1);
            ring.recorders.get(1).beforeEach = () -> {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new CompletionException(e);
                }
            };
            CompletableFuture<List<CompletableFuture<Delivered>>> senders = Background.supply(() -> {
                try {
                    return RingOrderTest.broadcast(ring, 1500, 100);
                } catch (Exception e) {
                    throw new CompletionException(e);
                }
            });
            // Longer than silence would be borne: heartbeats are answered all the same.
            long since = System.nanoTime();
            Await.until(
                    "three times the suspicion time-out has passed",
                    () -> System.nanoTime() - since
                            > 3 * small.suspicionTimeout().toNanos());
            assertEquals(NodeState.OPERATIONAL, ring.nodes.get(0).state());
            int before = ring.recorders.get(0).seen().size();
            assertTrue(before < 4500, "the ring waits for its slowest member: " + before);
            gate.countDown();
            for (CompletableFuture<Delivered> each : senders.get(60, TimeUnit.SECONDS)) {
                each.get(60, TimeUnit.SECONDS);
            }
            List<Recorder.Seen> first = ring.recorders.get(0).await(4500, TestRing.PATIENCE);
            RingOrderTest.checkOrigins(first);
            assertEquals(first, ring.recorders.get(1).await(4500, TestRing.PATIENCE));
            assertEquals(first, ring.recorders.get(2).await(4500, TestRing.PATIENCE));
        }
    }
}
