package io.rmix.dvm.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Identity;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.Member;
import io.rmix.dvm.Order;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.SlowMemberPolicy;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.link.LinkLog;
import io.rmix.dvm.protocol.view.ViewControl;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One core alone: what it answers, what it refuses, and that no peer's mistake breaks it. */
class MemberCoreTest {
    private static final SharedConfiguration SHARED = new SharedConfiguration(
            "test", 1000, 64, 512, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(200));

    private static View view(int size) {
        List<ViewMember> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            members.add(ViewMember.voter(new Member("m" + i, 1, i)));
        }
        return new View(1, new Ballot(0, "m0", 1), new Lineage(1, 2), members, 1);
    }

    private static MemberCore core(int size, LocalConfiguration local) {
        return begun(CoreWith.founding(SHARED, local, view(size), 0, 0));
    }

    /** Its first effects are taken: the view, and that it is operational. */
    private static MemberCore begun(MemberCore core) {
        assertEquals(
                List.of(Effect.Type.VIEW_INSTALLED, Effect.Type.STATE_CHANGED),
                core.effects().stream().map(Effect::type).toList());
        return core;
    }

    private static MemberCore core(int size) {
        return core(size, LocalConfiguration.defaults());
    }

    @Test
    void viewOfOneDeliversAtOnceAndWaitsForItsApplication() {
        MemberCore core = core(1);
        byte[] payload = new byte[64];
        int accepted = 0;
        while (core.submit(accepted % 2 == 0 ? Order.ATOMIC : Order.RELIABLE, 0, payload, 0, 64) > 0) {
            accepted++;
        }
        assertEquals(1000 / 96, accepted);
        List<Effect> effects = List.copyOf(core.effects());
        assertTrue(effects.contains(new Effect.Deliver(1, accepted)), effects.toString());
        assertTrue(effects.contains(new Effect.Completed(Order.ATOMIC, 9)), effects.toString());
        assertTrue(effects.contains(new Effect.Completed(Order.RELIABLE, 10)), effects.toString());
        core.handle(new Event.Consumed(accepted));
        assertEquals(List.of(new Effect.WindowOpened()), List.copyOf(core.effects()));
        assertEquals(0, core.status().retainedBytes());
    }

    @Test
    void tooLargeMessageIsRefusedBeforeAnythingIsSent() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> core(3).submit(Order.ATOMIC, 0, new byte[65], 0, 65));
        assertEquals(
                "a message of 65 bytes: at most 64 (maxMessageBytes) are broadcast; nothing was sent", e.getMessage());
    }

    @Test
    void identityThatDiffersIsRefusedWithBothSidesValues() {
        MemberCore core = core(3);
        Identity right = CoreWith.identityFrom(core, 2);
        Identity wrong = new Identity(
                2,
                "other",
                8,
                right.ballot(),
                right.lineage(),
                right.source(),
                5,
                right.target(),
                1,
                right.fingerprint());
        core.handle(new Event.FrameReceived(wrong, 0, ByteBuffer.wrap(new byte[40])));
        assertEquals(
                List.of(new Effect.Refused("from m2#5: protocol version: here 1, there 2; DVM: here test, there other; "
                        + "view number: here 1, there 8; source: here m2#1, there m2#5")),
                List.copyOf(core.effects()));
    }

    /** Each field alone makes the difference, in frames and in control messages; nothing is taken and nothing is answered. */
    @Test
    void everyFieldOfTheIdentityCounts() {
        Identity right = CoreWith.identityFrom(core(3), 2);
        Ballot ballot = new Ballot(1, "m1", 1);
        Lineage lineage = new Lineage(1, 3);
        Map<String, Identity> wrong = new LinkedHashMap<>();
        wrong.put(
                "protocol version: here 1, there 2",
                changed(right, 2, "test", 1, right.ballot(), right.lineage(), 1, 1, 0));
        wrong.put(
                "DVM: here test, there toast", changed(right, 1, "toast", 1, right.ballot(), right.lineage(), 1, 1, 0));
        wrong.put("ballot: here 0@m0#1, there 1@m1#1", changed(right, 1, "test", 1, ballot, right.lineage(), 1, 1, 0));
        wrong.put("lineage: here 0", changed(right, 1, "test", 1, right.ballot(), lineage, 1, 1, 0));
        wrong.put(
                "source: here m2#1, there m2#7",
                changed(right, 1, "test", 1, right.ballot(), right.lineage(), 7, 1, 0));
        wrong.put(
                "configuration fingerprint: here ",
                changed(right, 1, "test", 1, right.ballot(), right.lineage(), 1, 1, 1));
        wrong.forEach((what, identity) -> {
            MemberCore core = core(3);
            core.handle(new Event.FrameReceived(identity, 0, ByteBuffer.wrap(new byte[40])));
            core.handle(new Event.ControlReceived(identity, new Control.PositionQuery()));
            List<Effect> effects = List.copyOf(core.effects());
            assertEquals(2, effects.size(), effects.toString());
            for (Effect effect : effects) {
                String reason = assertInstanceOf(Effect.Refused.class, effect).reason();
                assertTrue(reason.startsWith("from m2#") && reason.contains(": " + what), reason);
                assertFalse(reason.contains(";"), "nothing else differs: " + reason);
            }
        });
    }

    /** What is meant for another start of this member is none of its business; what comes from a later view says that this one is behind. */
    @Test
    void anotherTargetIsIgnoredAndALaterViewAskedFor() {
        MemberCore core = core(3);
        Identity right = CoreWith.identityFrom(core, 2);
        Identity other = changed(right, 1, "test", 1, right.ballot(), right.lineage(), 1, 7, 0);
        core.handle(new Event.ControlReceived(other, new Control.PositionQuery()));
        assertEquals(List.of(), List.copyOf(core.effects()));
        core.handle(new Event.Tick(1));
        core.effects();
        Identity later = changed(right, 1, "test", 2, right.ballot(), right.lineage(), 1, 1, 0);
        core.handle(new Event.ControlReceived(later, new Control.PositionQuery()));
        core.handle(new Event.FrameReceived(later, 0, ByteBuffer.wrap(new byte[40])));
        assertEquals(
                List.of(new Effect.SendControl(CoreWith.identityTo(core, 2), new ViewControl.Behind())),
                List.copyOf(core.effects()),
                "once between two ticks");
    }

    private static Identity changed(
            Identity right,
            int version,
            String dvm,
            long view,
            Ballot ballot,
            Lineage lineage,
            long source,
            long target,
            long xor) {
        return new Identity(
                version,
                dvm,
                view,
                ballot,
                lineage,
                right.source(),
                source,
                right.target(),
                target,
                right.fingerprint() ^ xor);
    }

    /** Frames of one burst count one after another: the second is not taken on top of what the first made deliverable. */
    @Test
    void aFrameThatFillsTheQueueIsTheLastOfItsBurst() {
        SharedConfiguration wide = new SharedConfiguration(
                "test", 4000, 64, 2000, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(200));
        LocalConfiguration local = new LocalConfiguration(1024, SlowMemberPolicy.WAIT, Duration.ofSeconds(1));
        MemberCore core = begun(CoreWith.founding(wide, local, view(3), 0, 0));
        LinkLog log = new LinkLog(2048, 96);
        for (int sequence = 1; sequence <= 11; sequence++) {
            log.append(Entry.ATOMIC, 1, sequence, sequence, 0, new byte[64], 0, 64);
        }
        ByteBuffer frame = ByteBuffer.wrap(log.bytes(), 0, (int) log.end());
        assertTrue(core.takesFrames());
        core.handle(new Event.FrameReceived(CoreWith.identityFrom(core, 2), 0, frame));
        assertEquals(11 * 96, core.status().queuedBytes());
        assertFalse(core.takesFrames());
    }

    @Test
    void controlMessageOfAStrangerIsRefused() {
        MemberCore core = core(3);
        Identity stranger = new Identity(
                1, "test", 1, new Ballot(0, "m0", 1), new Lineage(1, 2), "eve", 1, "m0", 1, SHARED.fingerprint());
        core.handle(new Event.ControlReceived(stranger, new Control.Heartbeat(0)));
        assertEquals(
                List.of(new Effect.Refused("control message from 'eve', who is no other member of view 1")),
                List.copyOf(core.effects()));
    }

    /** The successor cannot have what was never sent, and the predecessor is not asked where we send. */
    @Test
    void impossibleControlMessagesAreRefused() {
        MemberCore core = core(3);
        core.handle(new Event.ControlReceived(CoreWith.identityFrom(core, 1), new Control.Position(4711, false)));
        core.handle(new Event.ControlReceived(CoreWith.identityFrom(core, 1), new Control.Pull(-1)));
        core.handle(new Event.ControlReceived(CoreWith.identityFrom(core, 2), new Control.Pull(0)));
        core.handle(new Event.ControlReceived(CoreWith.identityFrom(core, 1), new Control.Suspicion(3, "")));
        assertEquals(
                List.of(
                        new Effect.Refused(
                                "POSITION from m1#1: claims log position 4711, but only 0 bytes were ever sent"),
                        new Effect.Refused("PULL from m1#1: claims log position -1, but only 0 bytes were ever sent"),
                        new Effect.Refused("PULL from m2#1: not from the successor"),
                        new Effect.Refused("suspicion of member 3 from m1#1 in a view of 3")),
                List.copyOf(core.effects()));
    }

    /** Random and damaged entries under the right identity: refused or taken, but never an exception and never a broken invariant. */
    @Test
    void noFrameBreaksTheCore() {
        SplittableRandom random = new SplittableRandom(42);
        long refused = 0;
        for (int run = 0; run < 300; run++) {
            MemberCore sender = begun(CoreWith.founding(SHARED, LocalConfiguration.defaults(), view(3), 2, 0));
            sender.handle(new Event.LinkUp(100));
            sender.handle(new Event.ControlReceived(CoreWith.identityFrom(sender, 0), new Control.Position(0, false)));
            MemberCore core = core(3);
            for (int i = 0; i < 20; i++) {
                sender.submit(Order.ATOMIC, 0, new byte[10], 0, random.nextInt(10));
                for (Effect effect : sender.effects()) {
                    if (effect instanceof Effect.SendFrame frame) {
                        byte[] bytes = new byte[frame.length()];
                        System.arraycopy(frame.log(), frame.offset(), bytes, 0, bytes.length);
                        if (random.nextBoolean()) {
                            bytes[random.nextInt(Math.min(bytes.length, 32))] ^= (byte) (1 << random.nextInt(8));
                        }
                        long position = frame.position() + (random.nextInt(4) == 0 ? random.nextInt(64) - 32 : 0);
                        core.handle(new Event.FrameReceived(
                                CoreWith.identityFrom(core, 2), position, ByteBuffer.wrap(bytes)));
                    }
                }
                byte[] noise = new byte[random.nextInt(64)];
                random.nextBytes(noise);
                core.handle(new Event.FrameReceived(
                        CoreWith.identityFrom(core, 2), core.status().delivered(), ByteBuffer.wrap(noise)));
                refused += core.effects().stream()
                        .filter(Effect.Refused.class::isInstance)
                        .count();
            }
        }
        assertTrue(refused > 1000, "only " + refused + " refusals: the test damages nothing");
    }

    @Test
    void slowSuccessorIsSuspectedIfConfigured() {
        LocalConfiguration excluding = new LocalConfiguration(2048, SlowMemberPolicy.EXCLUDE, Duration.ofMillis(50));
        MemberCore core = core(3, excluding);
        core.handle(new Event.LinkUp(1));
        String reason = "";
        for (long now = 10_000_000; reason.isEmpty() && now < 1_000_000_000; now += 10_000_000) {
            core.handle(new Event.Tick(now));
            core.handle(new Event.ControlReceived(CoreWith.identityFrom(core, 2), new Control.Heartbeat(0)));
            core.handle(new Event.ControlReceived(CoreWith.identityFrom(core, 1), new Control.Position(0, true)));
            for (Effect effect : core.effects()) {
                reason = effect instanceof Effect.Suspected suspected
                        ? suspected.member() + " " + suspected.reason()
                        : reason;
            }
        }
        assertEquals("m1#1 too slow: takes no frames for 60 ms, says its predecessor m0", reason);
    }

    @Test
    void memberThatNeverSpokeIsSuspectedLater() {
        MemberCore core = core(2);
        core.handle(new Event.Tick(10_000_000));
        for (long now = 20_000_000; now <= 200_000_000; now += 10_000_000) {
            core.handle(new Event.Tick(now));
            assertFalse(core.effects().stream().anyMatch(Effect.Suspected.class::isInstance), "at " + now);
        }
        core.handle(new Event.Tick(210_000_000));
        assertTrue(core.effects().stream().anyMatch(Effect.Suspected.class::isInstance));
    }
}
