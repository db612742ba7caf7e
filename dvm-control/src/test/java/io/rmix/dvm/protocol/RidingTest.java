package io.rmix.dvm.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.Member;
import io.rmix.dvm.Order;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.link.LinkLog;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Member 0 of three, whose predecessor is 2 and whose successor is 1: what waits for frames, and what they release. */
class RidingTest {
    private static final int PAYLOAD = 64;
    private static final int MESSAGE = Entry.HEADER + PAYLOAD;

    private MemberCore core;
    private LinkLog predecessor;
    private long sent;

    @BeforeEach
    void begin() {
        SharedConfiguration shared = new SharedConfiguration(
                "test", 1000, PAYLOAD, 512, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(200));
        List<ViewMember> members = List.of(
                ViewMember.voter(new Member("m0", 1, 0)),
                ViewMember.voter(new Member("m1", 1, 1)),
                ViewMember.voter(new Member("m2", 1, 2)));
        View view = new View(1, new Ballot(0, "m0", 1), new Lineage(1, 2), members, 1);
        core = CoreWith.founding(shared, LocalConfiguration.defaults(), view, 0, 0);
        core.effects();
        predecessor = new LinkLog(4096, MESSAGE);
    }

    @Test
    void nothingWaitsWhileOthersAreSilent() {
        submit();
        core.effects();
        assertFalse(core.awaitsFrame());
    }

    @Test
    void whileOthersSendOwnMessagesWaitForTheNextFrame() {
        message(2, 1, 1);
        frame();
        assertFalse(core.awaitsFrame(), "they go on with this one");
        core.effects();
        assertTrue(core.awaitsFrame(), "word that it is stable will come");
        counters(2, 1, 0);
        frame();
        core.effects();
        assertFalse(core.awaitsFrame(), "nothing more is sure to come");
        submit();
        core.effects();
        assertTrue(core.awaitsFrame());
    }

    @Test
    void afterSomeFramesWithoutMessagesOthersCountAsSilent() {
        for (int i = 1; i <= 4; i++) {
            message(1, i, i);
        }
        message(2, 1, 5);
        frame();
        for (int i = 1; i <= 8; i++) {
            core.effects();
            assertTrue(core.awaitsFrame(), "before frame " + i);
            if (i <= 4) {
                counters(1, 0, 1);
            } else {
                submit();
                counters(0, 1, 0);
            }
            frame();
        }
        core.effects();
        assertFalse(core.awaitsFrame(), "though the message of 2 is not stable");
    }

    /** The link is down, and so nobody ever acknowledged anything. */
    @Test
    void aMessageThatIsDoneReleasesTheCountersBeforeIt() {
        message(1, 1, 1);
        frame();
        core.effects();
        message(2, 1, 2);
        frame();
        core.effects();
        int first = Entry.countersLength(1);
        assertEquals(2 * MESSAGE + first, core.ring().steady().retainedBytes());
        int at = predecessor.appendCounters(2);
        Entry.pair(predecessor.bytes(), at, 0, 1, 0, 0, 1);
        Entry.pair(predecessor.bytes(), at, 1, 2, 0, 1, 0);
        frame();
        core.effects();
        core.handle(new Event.Consumed(2));
        core.effects();
        assertEquals(Entry.countersLength(2), core.ring().steady().retainedBytes(), "what is still to be passed on");
    }

    private void submit() {
        assertTrue(core.submit(Order.ATOMIC, 0, new byte[PAYLOAD], 0, PAYLOAD) > 0);
    }

    private void message(int origin, long sequence, long number) {
        predecessor.append(Entry.ATOMIC, origin, sequence, number, 0, new byte[PAYLOAD], 0, PAYLOAD);
    }

    private void counters(int origin, int stable, int done) {
        Entry.pair(predecessor.bytes(), predecessor.appendCounters(1), 0, origin, 0, stable, done);
    }

    /** The predecessor sends what is new in its log. */
    private void frame() {
        int length = (int) (predecessor.end() - sent);
        ByteBuffer entries = ByteBuffer.wrap(predecessor.bytes(), (int) sent, length);
        core.handle(new Event.FrameReceived(CoreWith.identityFrom(core, 2), sent, entries));
        sent += length;
    }
}
