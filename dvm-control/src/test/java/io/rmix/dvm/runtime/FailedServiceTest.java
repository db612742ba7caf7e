package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.Member;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.service.CommandContext;
import io.rmix.dvm.service.HostedService;
import io.rmix.dvm.service.ReplicatedService;
import io.rmix.testkit.Await;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A member one of whose services ends with an error leaves at once, and all know why. Suspicion would take longer than anybody waits here. */
@Timeout(120)
class FailedServiceTest {
    private static final SharedConfiguration SHARED = new SharedConfiguration(
            "failed", 64 << 10, 4 << 10, 8 << 10, Duration.ofMillis(50), Duration.ofMinutes(5), Duration.ofMinutes(50));

    /** Echoes; at the member that is to fail, a certain command is its last. */
    private record Echo(boolean fails) implements ReplicatedService {
        @Override
        public byte[] apply(CommandContext context, byte[] command) {
            if (fails && command[0] == 13) {
                throw new StackOverflowError("deep");
            }
            return command;
        }

        @Override
        public Snapshot snapshot() {
            return out -> {};
        }

        @Override
        public void restore(InputStream in) {}
    }

    @ParameterizedTest
    @CsvSource({"3,b", "3,a", "2,a", "2,b"})
    void theOthersGoOnWithoutIt(int size, String fails) throws Exception {
        try (TestRing ring = TestRing.configured(size, SHARED, "local")
                .each(each -> each.withService(
                        HostedService.of("echo", new Echo(each.name().equals(fails)))))
                .start()) {
            List<DvmNode> others = ring.without(fails);
            DvmNode failing = ring.nodes.stream()
                    .filter(each -> !others.contains(each))
                    .findFirst()
                    .orElseThrow();
            CompletableFuture<String> told = new CompletableFuture<>();
            ring.recorders.get(ring.nodes.indexOf(others.get(0))).onSuspected =
                    (member, reason) -> told.complete(member.name() + ": " + reason);
            CompletableFuture<byte[]> last = failing.submit("echo", new byte[] {13});
            ExecutionException thrown = assertThrows(ExecutionException.class, () -> last.get(30, TimeUnit.SECONDS));
            assertEquals(
                    Outcome.UNKNOWN,
                    assertInstanceOf(SubmissionException.class, thrown.getCause())
                            .outcome());
            TestRing.awaitViewOf(others);
            assertEquals(NodeState.FAILED, failing.state());
            String why = fails + " failed: service 'echo' failed at position 1: java.lang.StackOverflowError: deep";
            assertEquals(why, failing.reason());
            assertEquals(fails + ": it says so itself: " + why, told.get(30, TimeUnit.SECONDS));
            assertEquals(13, others.get(0).submit("echo", new byte[] {13}).get(30, TimeUnit.SECONDS)[0]);
            List<Member> rest = others.stream().map(DvmNode::member).toList();
            Await.until(
                    "they alone",
                    () -> others.get(0).view().orElseThrow().members().stream()
                            .map(each -> each.member())
                            .toList()
                            .equals(rest));
            long begun = System.nanoTime();
            failing.close();
            assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(20), "nothing is waited for in vain");
        }
    }
}
