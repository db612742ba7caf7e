package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.dvm.service.CommandContext;
import io.rmix.dvm.service.CommandRefusedException;
import io.rmix.dvm.service.HostedService;
import io.rmix.dvm.service.ReplicatedService;
import io.rmix.testkit.Await;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Services behind plain interfaces, called by clients at any member. */
class ReplicatedServiceTest {
    private static final String[] CLIENTS = {"local", "grpc", "rmi", "soap"};

    private static TestRing ring(String... clientEndpoints) throws Exception {
        TestRing ring = TestRing.configured(3, TestRing.shared("service"), "local");
        for (int i = 0; i < 3; i++) {
            NodeConfiguration each = ring.configurations
                    .get(i)
                    .withLimits(l -> l.withCheckpointEvery(50))
                    .withService(HostedService.of("ledger", Ledger.class, new LedgerService()))
                    .withService(HostedService.of("echo", new Counting()));
            for (String endpoint : clientEndpoints) {
                each = each.withClientEndpoint(TestRing.free(endpoint));
            }
            ring.configurations.set(i, each);
        }
        return ring.start();
    }

    /** The same with services that have no state yet. */
    private static NodeConfiguration started(NodeConfiguration old) {
        NodeConfiguration plain = NodeConfiguration.of(old.name(), old.members(), old.shared())
                .withLinks(old.links())
                .withLimits(limits -> old.limits())
                .withService(HostedService.of("ledger", Ledger.class, new LedgerService()))
                .withService(HostedService.of("echo", new Counting()));
        for (Endpoint each : old.clients().endpoints()) {
            plain = plain.withClientEndpoint(each.toString());
        }
        return plain;
    }

    private static String client(TestRing ring, int member, String service) {
        return client(ring, member, service, 0);
    }

    private static String client(TestRing ring, int member, String service, int endpoint) {
        return ring.nodes.get(member).status().clientEndpoints().get(endpoint) + "/" + service;
    }

    /** Answers with the number of commands so far and what came. */
    private static final class Counting implements ReplicatedService {
        private long commands;

        @Override
        public byte[] apply(CommandContext context, byte[] command) {
            if (command.length == 0) {
                throw new IllegalArgumentException("empty");
            }
            return ByteBuffer.allocate(8 + command.length)
                    .putLong(++commands)
                    .put(command)
                    .array();
        }

        @Override
        public Snapshot snapshot() {
            byte[] now = ByteBuffer.allocate(8).putLong(commands).array();
            return out -> out.write(now);
        }

        @Override
        public void restore(InputStream in) throws IOException {
            commands = new DataInputStream(in).readLong();
        }
    }

    @Test
    void callsAtAllMembersChangeOneState() throws Exception {
        try (TestRing ring = ring(CLIENTS);
                Rmix rmix = Rmix.create()) {
            List<Stub<Ledger>> stubs = new ArrayList<>();
            for (int i = 0; i < 3 * CLIENTS.length; i++) {
                stubs.add(rmix.connect(Ledger.class, client(ring, i % 3, "ledger", i / 3)));
            }
            List<CompletableFuture<Long>> calls = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                var stub = stubs.get(i % stubs.size());
                int amount = i;
                calls.add(stub.async(ledger -> ledger.add("x", amount)));
            }
            long highest = 0;
            for (CompletableFuture<Long> each : calls) {
                highest = Math.max(highest, each.get(30, TimeUnit.SECONDS));
            }
            assertEquals(299 * 300 / 2, highest);
            for (int i = 0; i < 3; i++) {
                Ledger ledger =
                        rmix.connect(Ledger.class, client(ring, i, "ledger")).sync();
                assertEquals(List.of(new Ledger.Balance("x", 299 * 300 / 2)), ledger.balances());
                assertTrue(ledger.lastChange().toEpochMilli() > 0);
            }
            Await.until(
                    "all members are through with everything",
                    () -> ring.nodes.stream().allMatch(node -> node.status().position() == 306));
            RingOrderTest.checkStatus(ring);
            MemberStatus status = ring.nodes.get(2).status();
            assertEquals(List.of("echo", "ledger"), status.services());
            assertFalse(status.stateHash().isEmpty());
            Await.until(
                    "checkpoints are taken at agreed positions",
                    () -> ring.nodes.stream()
                            .allMatch(node -> node.status().checkpoints().size() == 6));
            assertEquals(status.checkpoints(), ring.nodes.get(0).status().checkpoints());
            assertEquals(50, status.checkpoints().get(0).position());
        }
    }

    @Test
    void declaredExceptionsArriveAsThemselvesAndOthersAsRefusals() throws Exception {
        try (TestRing ring = ring(CLIENTS);
                Rmix rmix = Rmix.create()) {
            Ledger ledger =
                    rmix.connect(Ledger.class, client(ring, 1, "ledger")).sync();
            OverdrawnException overdrawn = assertThrows(OverdrawnException.class, () -> ledger.add("y", -5));
            assertEquals(5, overdrawn.missing());
            InvocationException failed = assertThrows(InvocationException.class, () -> ledger.fail("no such thing"));
            assertEquals(Code.SERVANT_FAILED, failed.code());
            assertEquals(Outcome.INVOKED, failed.outcome());
            assertTrue(failed.getMessage().contains("no such thing"), failed::getMessage);
        }
    }

    @Test
    void aFrontCallsOutcomeIsKept() throws Exception {
        try (TestRing ring = ring(CLIENTS);
                Rmix rmix = Rmix.create()) {
            Ledger ledger =
                    rmix.connect(Ledger.class, client(ring, 0, "ledger")).sync();
            ledger.add("x", 1);
            InvocationException large =
                    assertThrows(InvocationException.class, () -> ledger.add("x".repeat(20_000), 1));
            assertEquals(Code.TOO_LARGE, large.code());
            assertEquals(Outcome.NOT_INVOKED, large.outcome());
        }
    }

    @Test
    void aCallAtANodeThatDoesNotComeIntoAViewWasNotInvoked() throws Exception {
        NodeConfiguration alone = TestRing.configured(3, TestRing.shared("alone"), "local")
                .configurations
                .get(0)
                .withService(HostedService.of("ledger", Ledger.class, new LedgerService()))
                .withClientEndpoint(TestRing.free("local"))
                .withLimits(l -> l.withTimes(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(1)));
        try (DvmNode node = DvmNode.start(alone);
                Rmix rmix = Rmix.create()) {
            String at = node.status().clientEndpoints().get(0) + "/ledger";
            Ledger ledger = rmix.connect(Ledger.class, at).sync();
            InvocationException refused = assertThrows(InvocationException.class, () -> ledger.add("x", 1));
            assertEquals(Outcome.NOT_INVOKED, refused.outcome());
            assertTrue(refused.getMessage().contains("missing: [b, c]"), refused::getMessage);
        }
    }

    @Test
    void callsAtTheOthersAreAnsweredWhenAMemberDies() throws Exception {
        try (TestRing ring = ring(CLIENTS);
                Rmix rmix = Rmix.create()) {
            List<CompletableFuture<Long>> calls = new ArrayList<>();
            List<Stub<Ledger>> stubs = new ArrayList<>();
            for (int i = 0; i < CLIENTS.length; i++) {
                stubs.add(rmix.connect(Ledger.class, client(ring, 2 * (i % 2), "ledger", i)));
            }
            for (int i = 0; i < 400; i++) {
                calls.add(stubs.get(i % stubs.size()).async(ledger -> ledger.add("x", 1)));
                if (i == 100) {
                    ring.nodes.get(1).kill();
                }
            }
            Set<Long> balances = new HashSet<>();
            for (CompletableFuture<Long> each : calls) {
                assertTrue(balances.add(each.get(60, TimeUnit.SECONDS)), "none is done twice");
            }
            assertEquals(400, balances.stream().mapToLong(Long::longValue).max().orElseThrow());
            List<DvmNode> others = ring.without("b");
            TestRing.awaitViewOf(others);
            Await.until(
                    "the others are through with everything",
                    () -> others.stream().allMatch(node -> node.status().position() == 400));
            RingOrderTest.checkStatus(others);
            ring.configurations.set(1, started(ring.configurations.get(1)));
            DvmNode again = ring.start(1);
            again.formed().get(60, TimeUnit.SECONDS);
            Ledger there = rmix.connect(
                            Ledger.class, again.status().clientEndpoints().get(0) + "/ledger")
                    .sync();
            assertEquals(List.of(new Ledger.Balance("x", 400)), there.balances());
            Await.until(
                    "all three are through with everything",
                    () -> again.status().position() == 401
                            && others.stream().allMatch(node -> node.status().position() == 401));
            RingOrderTest.checkStatus(List.of(others.get(0), again, others.get(1)));
        }
    }

    @Test
    void bytesInBytesOut() throws Exception {
        try (TestRing ring = ring()) {
            for (int i = 1; i <= 30; i++) {
                byte[] answer = ring.nodes
                        .get(i % 3)
                        .submit("echo", new byte[] {(byte) i})
                        .get(30, TimeUnit.SECONDS);
                assertArrayEquals(
                        ByteBuffer.allocate(9).putLong(i).put((byte) i).array(), answer);
            }
            for (String service : List.of("echo", "nobody")) {
                ExecutionException refused = assertThrows(
                        ExecutionException.class,
                        () -> ring.nodes.get(0).submit(service, new byte[0]).get(30, TimeUnit.SECONDS));
                assertInstanceOf(CommandRefusedException.class, refused.getCause());
            }
        }
    }

    @Test
    void theStatusIsServedToOperators() throws Exception {
        try (TestRing ring = ring(CLIENTS);
                Rmix rmix = Rmix.create()) {
            for (int i = 0; i < CLIENTS.length; i++) {
                MemberStatus status = rmix.connect(MemberControl.class, client(ring, 1, MemberControl.SERVICE, i))
                        .sync()
                        .status();
                assertEquals("b", status.name());
                assertEquals(List.of("a", "b", "c"), status.members());
                assertEquals("c", status.link().orElseThrow().to());
                assertEquals("local", status.link().orElseThrow().provider());
                assertEquals(ProcessHandle.current().pid(), status.pid());
            }
        }
    }
}
