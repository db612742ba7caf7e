package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Rmix;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.service.HostedService;
import io.rmix.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators are told, and what they can do, at the client endpoints of nodes. */
@Timeout(120)
class OperatorsTest {
    private final Rmix rmix = Rmix.create();

    @AfterEach
    void close() {
        rmix.close();
    }

    private static TestRing ring(String dvm, Duration suspicion, String scheme) {
        return ring(3, dvm, suspicion, scheme);
    }

    private static TestRing ring(int members, String dvm, Duration suspicion, String scheme) {
        SharedConfiguration shared = new SharedConfiguration(
                dvm, 64 << 10, 4 << 10, 8 << 10, Duration.ofMillis(50), suspicion, suspicion.multipliedBy(10));
        return TestRing.configured(members, shared, scheme)
                .each(each -> each.withClientEndpoint(TestRing.free(scheme))
                        .withService(HostedService.of("ledger", Ledger.class, new LedgerService()))
                        .withLimits(l ->
                                l.withTimes(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(5))));
    }

    private <T> T at(DvmNode node, Class<T> type, String service) {
        return rmix.connect(type, node.status().clientEndpoints().get(0) + "/" + service)
                .withDeadline(Duration.ofSeconds(20))
                .sync();
    }

    private Membership members(DvmNode node) {
        return at(node, MemberControl.class, MemberControl.SERVICE).members();
    }

    private MembershipControl change(DvmNode node) {
        return at(node, MembershipControl.class, MembershipControl.SERVICE);
    }

    private long add(DvmNode node, long amount) throws OverdrawnException {
        return at(node, Ledger.class, "ledger").add("x", amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "grpc", "rmi", "soap"})
    void oneMemberTellsHowAllAre(String scheme) throws Exception {
        try (TestRing ring = ring("all", Duration.ofSeconds(5), scheme).start()) {
            add(ring.nodes.get(1), 5);
            Await.until(
                    "nobody lags",
                    () -> members(ring.nodes.get(2)).members().stream().allMatch(each -> each.lag() == 0));
            Membership view = members(ring.nodes.get(2));
            assertEquals(
                    List.of("a", "b", "c"),
                    view.members().stream().map(MemberEntry::name).toList());
            assertTrue(view.quorum());
            assertEquals(List.of(3, 3), List.of(view.voters(), view.answering()));
            for (int i = 0; i < 3; i++) {
                DvmNode node = ring.nodes.get(i);
                MemberEntry entry = view.members().get(i);
                MemberReport report = entry.report().orElseThrow();
                assertEquals(node.member().incarnation(), report.incarnation());
                assertEquals("OPERATIONAL", report.state());
                assertEquals(node.status().clientEndpoints(), report.clientEndpoints());
                assertEquals(1, report.position());
                LinkStatus link = report.link().orElseThrow();
                assertEquals(TestRing.name((i + 1) % 3), link.to());
                assertEquals("FLOWING", link.state());
                assertTrue(
                        link.sent() > 0 && link.acknowledged() >= 0 && link.acknowledged() <= link.sent(),
                        link::toString);
            }
        }
    }

    @Test
    void whoIsDeadIsSuspectedAndDoesNotAnswerUntilItIsInTheViewNoMore() throws Exception {
        try (TestRing ring = ring("dead", Duration.ofSeconds(1), "local").start()) {
            DvmNode a = ring.nodes.get(0);
            MemberControl watched = at(a, MemberControl.class, MemberControl.SERVICE);
            MemberEvents events = watched.watch(0, MemberControl.NOW, Duration.ZERO);
            long before = a.view().orElseThrow().number();
            ring.nodes.get(1).kill();
            List<MemberEvent> seen = new ArrayList<>();
            while (seen.stream().noneMatch(each -> each.kind().equals(MemberEvent.LEFT))) {
                events = watched.watch(events.incarnation(), events.revision(), Duration.ofSeconds(10));
                seen.addAll(events.events());
            }
            List<String> about = seen.stream()
                    .filter(each -> !each.kind().equals(MemberEvent.LINK)
                            && !each.kind().equals(MemberEvent.STATE))
                    .map(each -> each.kind() + each.view() + each.member() + String.join("", each.members()))
                    .toList();
            assertEquals(
                    List.of("suspected" + before + "b", "view" + (before + 1) + "ac", "left" + (before + 1) + "b"),
                    about);
            MemberEntry b = members(a).members().get(2);
            assertEquals(MemberEntry.OUTSIDE, b.role());
            assertTrue(b.report().isEmpty() && !b.silence().isEmpty(), b::toString);
        }
    }

    @Test
    void whoLeavesIsGoneForTheOthersAndTheLastOneStays() throws Exception {
        try (TestRing ring = ring("leave", Duration.ofMinutes(5), "local").start()) {
            DvmNode b = ring.nodes.get(1);
            MembershipControl control = change(b);
            assertFalse(b.isClosing());
            control.leave();
            assertEquals("LEFT: b: left", ring.recorders.get(1).ended.get(30, TimeUnit.SECONDS));
            assertTrue(b.isClosing());
            TestRing.awaitViewOf(ring.without("b"));
            change(ring.nodes.get(2)).leave();
            DvmNode a = ring.nodes.get(0);
            TestRing.awaitViewOf(List.of(a));
            String why = assertThrows(
                            MembershipRefusedException.class, () -> change(a).leave())
                    .getMessage();
            assertTrue(why.contains("a is the only member of view"), why);
            why = assertThrows(
                            MembershipRefusedException.class,
                            () -> change(a).forceView(a.view().orElseThrow().number()))
                    .getMessage();
            assertTrue(why.contains("a is OPERATIONAL"), why);
            assertEquals(7, add(a, 7));
        }
    }

    @Test
    void afterTheMajorityHasGoneOneMemberGoesOnByForceAndTheOthersJoinIt() throws Exception {
        try (TestRing ring = ring("force", Duration.ofSeconds(1), "local").start()) {
            DvmNode c = ring.nodes.get(2);
            add(c, 5);
            ring.nodes.get(0).kill();
            ring.nodes.get(1).kill();
            Await.until("c is isolated", () -> c.state() == NodeState.ISOLATED);
            Membership alone = members(c);
            assertFalse(alone.quorum());
            assertEquals(1, alone.answering());
            assertEquals(
                    Set.of("a by c", "b by c"),
                    alone.members().stream()
                            .flatMap(each -> each.suspicions().stream().map(by -> each.name() + " by " + by.by()))
                            .collect(Collectors.toSet()));
            assertThrows(MembershipRefusedException.class, () -> change(c).leave());

            DvmNode a = ring.start(0);
            DvmNode b = ring.start(1);
            Await.until("c needs an operator", () -> c.state() == NodeState.NEEDS_OPERATOR);
            String at = c.status().clientEndpoints().get(0);
            assertTrue(c.reason().contains("dvm force-view --at " + at + ";"), c::reason);
            Await.until("they ask", () -> a.state() == NodeState.JOINING && b.state() == NodeState.JOINING);
            assertThrows(MembershipRefusedException.class, () -> change(c).forceView(alone.view() - 1));
            String before = c.status().lineage();
            change(c).forceView(alone.view());
            assertNotEquals(before, c.status().lineage());
            TestRing.awaitViewOf(List.of(a, b, c));
            assertEquals(6, add(a, 1), "what c had");
            Await.until(
                    "all at one position", () -> members(b).members().stream().allMatch(each -> each.lag() == 0));
            RingOrderTest.checkStatus(List.of(a, b, c));
        }
    }

    /** Two of four without the one of highest priority are no quorum, though both live. */
    @Test
    void whoLivesInALineageThatWasLeftByForceIsToldThatItIsGoneAndJoinsAnew() throws Exception {
        try (TestRing ring = ring(4, "gone", Duration.ofSeconds(1), "local").start()) {
            DvmNode c = ring.nodes.get(2);
            DvmNode d = ring.nodes.get(3);
            add(d, 5);
            ring.nodes.get(0).kill();
            ring.nodes.get(1).kill();
            Await.until("nobody goes on", () -> c.state() == NodeState.ISOLATED && d.state() == NodeState.ISOLATED);
            assertEquals(2, members(c).answering());
            c.forceView().get(20, TimeUnit.SECONDS);
            assertTrue(ring.recorders.get(3).ended.get(20, TimeUnit.SECONDS).startsWith("LEFT: d: "));
            d.close();
            DvmNode again = ring.start(3);
            TestRing.awaitViewOf(List.of(c, again));
            assertEquals(6, add(again, 1), "what c had");
            assertEquals(c.status().lineage(), again.status().lineage());
        }
    }
}
