package io.rmix.dvm.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Identity;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.Member;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.Role;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.view.JoinControl;
import io.rmix.dvm.protocol.view.Joiner;
import io.rmix.dvm.protocol.view.ViewControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who cannot be taken in is told why, before anything is proposed; and who is suspected no more is told of. */
class AdmissionTest {
    private static final SharedConfiguration SHARED = new SharedConfiguration(
            "test", 1 << 16, 1 << 10, 1 << 12, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(1));

    @Test
    void aPriorityInUseIsRefused() {
        assertRefused(joiner("new", 7, List.of(), 1), "priority 7 of new belongs to m0#1");
    }

    @Test
    void aLowerProtocolVersionIsRefused() {
        assertRefused(joiner("new", 99, List.of(), 0), "it speaks protocol version 0, and the members 1");
    }

    @Test
    void whatDoesNotFitIntoAViewIsRefused() {
        List<ViewMember> members = new ArrayList<>();
        List<String> long256 = Collections.nCopies(16, "e".repeat(256));
        for (int i = 0; View.bytes(members) + 10_000 < View.MAX_BYTES; i++) {
            members.add(new ViewMember(new Member("m" + i, 1, 1000 - i), Role.VOTER, long256));
        }
        List<String> longer = Collections.nCopies(16, "\u20ac".repeat(256));
        assertTrue(answer(members, joiner("new", 9999, longer, 1)).reason().contains("use fewer or shorter endpoints"));
    }

    @Test
    void aMemberMoreThanThereIsRoomForIsRefused() {
        SharedConfiguration large = new SharedConfiguration(
                "test",
                64 << 20,
                1 << 10,
                1 << 12,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
        assertEquals(2, large.maxMembers());
        assertEquals(153, SharedConfiguration.defaults("test").maxMembers());
        assertEquals(340, SHARED.maxMembers());
    }

    @Test
    void aJoinerTellsWhyItIsNotTakenIn() {
        Joiner me = joiner("new", 9, List.of(), 1);
        MemberCore core = MemberCore.joining(
                new MemberCore.Setup(SHARED, LocalConfiguration.defaults(), QuorumPolicy.MAJORITY, me), 0);
        Identity identity = Identity.outside(SHARED, new Member("m0", 1, 7), "new", 1);
        core.handle(new Event.ControlReceived(identity, new ViewControl.Gone(0, "there is no room")));
        List<String> refused = core.effects().stream()
                .filter(each -> each instanceof Effect.Refused)
                .map(each -> ((Effect.Refused) each).reason())
                .toList();
        assertEquals(List.of("not taken in by m0#1: there is no room"), refused);
    }

    @Test
    void aSuspicionThatIsNotRepeatedEnds() {
        MemberCore core = core(List.of(voter(0, 3), voter(1, 2), voter(2, 1)), SHARED);
        core.handle(new Event.ControlReceived(CoreWith.identityFrom(core, 1), new Control.Suspicion(2, "silent")));
        assertTrue(core.effects().contains(new Effect.Suspected(new Member("m2", 1, 1), "silent")));
        List<Effect> later = new ArrayList<>();
        for (int tick = 1; tick <= 6; tick++) {
            core.handle(new Event.Tick(tick * SHARED.heartbeat().toNanos()));
            later.addAll(core.effects());
        }
        assertTrue(later.contains(new Effect.Trusted(new Member("m2", 1, 1))));
    }

    private static void assertRefused(Joiner joiner, String why) {
        ViewControl.Gone answer = answer(List.of(voter(0, 7)), joiner);
        assertEquals(0, answer.view());
        assertTrue(answer.reason().startsWith(why), answer.reason());
    }

    private static ViewControl.Gone answer(List<ViewMember> members, Joiner joiner) {
        MemberCore core = core(members, SHARED);
        Identity identity = Identity.outside(SHARED, joiner.member(), "", 0);
        core.handle(new Event.ControlReceived(identity, new JoinControl.Join(joiner, List.of())));
        return core.effects().stream()
                .filter(each -> each instanceof Effect.SendControl)
                .map(each -> ((Effect.SendControl) each).message())
                .filter(each -> each instanceof ViewControl.Gone)
                .map(each -> (ViewControl.Gone) each)
                .findFirst()
                .orElseThrow();
    }

    private static MemberCore core(List<ViewMember> members, SharedConfiguration shared) {
        View view = new View(1, new Ballot(0, "m0", 1), new Lineage(1, 2), members, 1);
        MemberCore core = CoreWith.founding(shared, LocalConfiguration.defaults(), view, 0, 0);
        core.effects();
        return core;
    }

    private static ViewMember voter(int index, int priority) {
        return ViewMember.voter(new Member("m" + index, 1, priority));
    }

    private static Joiner joiner(String name, int priority, List<String> endpoints, int version) {
        return new Joiner(new Member(name, 1, priority), endpoints, version);
    }
}
