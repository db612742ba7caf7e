package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.InvocationException.Code;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.service.CommandContext;
import io.rmix.dvm.service.HostedService;
import io.rmix.dvm.service.ReplicatedService;
import io.rmix.testkit.Await;
import io.rmix.testkit.CuttingProxy;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A member that the others go on without before it holds the state: its process is told so, and is not left waiting for the state. */
@Timeout(180)
class LostLearnerTest {
    private final CountDownLatch restoring = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** Takes the state of others over when it may. */
    private final class Slow implements ReplicatedService {
        @Override
        public byte[] apply(CommandContext context, byte[] command) {
            return command;
        }

        @Override
        public Snapshot snapshot() {
            return out -> out.write(1);
        }

        @Override
        public void restore(InputStream in) throws IOException {
            restoring.countDown();
            try {
                assertTrue(goOn.await(2, TimeUnit.MINUTES), "goes on at the end of the test");
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Test
    void whoIsCutOffBeforeItHoldsTheStateIsOver() throws Exception {
        TestRing ring = TestRing.configured(3, TestRing.shared("lost-learner"), "grpc");
        List<MemberAddress> members = ring.configurations.get(0).members();
        MemberAddress real = members.get(2);
        try (CuttingProxy toC = new CuttingProxy(real.endpoints().get(0));
                ring;
                AutoCloseable first = goOn::countDown) {
            MemberAddress c = new MemberAddress("c", real.priority(), List.of(toC.endpoint()));
            List<MemberAddress> founders = members.subList(0, 2);
            ring.configurations.set(0, member("a", founders));
            ring.configurations.set(1, member("b", founders));
            ring.configurations.set(
                    2, member("c", List.of(founders.get(0), founders.get(1), c)).withListen(real.endpoints()));
            ring.start(0);
            ring.start(1);
            List<DvmNode> others = List.copyOf(ring.nodes);
            TestRing.awaitViewOf(others);

            DvmNode learner = ring.start(2);
            assertTrue(restoring.await(60, TimeUnit.SECONDS), "c takes the state over");
            assertEquals(NodeState.LEARNING, learner.state());
            long with = learner.view().orElseThrow().number();
            toC.refuse();
            Await.until(
                    "a view without c",
                    () -> others.stream()
                            .map(each -> each.view().orElseThrow())
                            .allMatch(view -> view.number() > with && view.size() == 2));
            toC.restore();

            assertEquals(
                    Outcome.NOT_INVOKED, NodeLifeTest.failure(learner.formed()).outcome());
            assertEquals(NodeState.LEFT, learner.state());
        }
    }

    /** As dvm torture found it: cut off while the state was on its way, and back when the others had gone on. */
    @Test
    void whoIsLeftBehindBeforeItHoldsTheStateDoesNotWaitForItForever() {
        NodeThreads threads = new NodeThreads("d");
        try {
            NodeLife life = new NodeLife("d", threads, new Journal("d", 1), () -> "");
            life.become(NodeState.JOINING, "");
            life.become(NodeState.LEARNING, "");
            life.become(NodeState.LEFT, "d: all others are in view 10");
            SubmissionException failure = NodeLifeTest.failure(life.formed());
            assertEquals(Code.CLOSED, failure.code());
            assertEquals(Outcome.NOT_INVOKED, failure.outcome());
            assertTrue(failure.getMessage().contains("all others are in view 10"), failure.getMessage());
        } finally {
            threads.close(Duration.ofSeconds(5));
        }
    }

    private NodeConfiguration member(String name, List<MemberAddress> members) {
        return NodeConfiguration.of(name, members, TestRing.shared("lost-learner"))
                .withService(HostedService.of("slow", new Slow()));
    }
}
