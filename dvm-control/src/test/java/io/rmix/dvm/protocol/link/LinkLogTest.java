package io.rmix.dvm.protocol.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.Invariant;
import org.junit.jupiter.api.Test;

/** Corners of the circular log: what runs over its end, what fits exactly, and what may be merged. */
class LinkLogTest {
    private final LinkLog log = new LinkLog(128, 64);
    private final LinkSender sender = new LinkSender(log, new ControlOutbox(), 0, 1, 96);

    private void data(int length) {
        log.append(Entry.ATOMIC, 0, 1, 1, 0, new byte[64], 0, length - Entry.HEADER);
    }

    private void releaseUpTo(long position) {
        while (log.tail() < position) {
            log.releaseOldest();
        }
        assertEquals(position, log.tail());
    }

    private void flowing() {
        sender.up(100);
        sender.position(0, false);
    }

    private String frames() {
        StringBuilder text = new StringBuilder();
        while (sender.cut()) {
            text.append(sender.framePosition())
                    .append('+')
                    .append(sender.frameLength())
                    .append(' ');
            sender.ready(1);
        }
        return text.toString().strip();
    }

    @Test
    void frameEndsAtAnExactFit() {
        flowing();
        data(64);
        assertEquals("0+64", frames());
        releaseUpTo(64);
        data(64);
        data(40);
        assertEquals(0, log.offset(128));
        assertEquals("64+64 128+40", frames());
    }

    @Test
    void entryOverTheCornerEndsItsFrame() {
        flowing();
        data(64);
        assertEquals("0+64", frames());
        releaseUpTo(64);
        data(40);
        data(40);
        data(40);
        assertEquals(16, log.offset(144));
        assertEquals("64+80 144+40", frames());
        releaseUpTo(184);
        assertEquals(128, log.free());
    }

    @Test
    void countersMergeOnlyWithAnUnsentEntryAtTheEnd() {
        flowing();
        log.appendCounters(1);
        assertEquals(0, log.takeBackCounters(sender.sentEnd()));
        log.appendCounters(1);
        assertEquals("", frames(), "counters may wait");
        log.urge();
        assertEquals("0+20", frames());
        assertEquals(-1, log.takeBackCounters(sender.sentEnd()), "a sent entry never changes");
        sender.pull(0);
        assertEquals(-1, log.takeBackCounters(sender.sentEnd()), "nor when it is to be sent again");
        log.appendCounters(1);
        data(40);
        assertEquals(-1, log.takeBackCounters(sender.sentEnd()), "data ends the merge");
    }

    @Test
    void pullGoesBackToAnEntryAndNowhereElse() {
        flowing();
        data(40);
        data(40);
        assertEquals("0+80", frames());
        assertEquals("wants to go on at log position 41, where no entry starts", sender.pull(41));
        assertEquals("", sender.pull(40));
        assertEquals("40+40", frames());
        assertEquals("", sender.pull(0), "older than what is acknowledged: overtaken on its way");
        assertFalse(sender.cut());
    }

    /** The pull that ended a pause has overtaken the word of that pause; a pause that lasts is told again. */
    @Test
    void wordOfAPauseThatIsOverStopsNothing() {
        flowing();
        data(40);
        data(40);
        assertEquals("0+80", frames());
        sender.pull(40);
        assertEquals("", sender.position(40, true));
        assertEquals(LinkState.FLOWING, sender.state());
        sender.tick();
        assertEquals("", sender.position(40, true));
        assertEquals(LinkState.HELD, sender.state());
        sender.pull(40);
        assertEquals("", sender.position(80, true));
        assertEquals(LinkState.HELD, sender.state(), "a later pause");
    }

    @Test
    void overflowFailsLoudly() {
        data(64);
        data(64);
        assertTrue(log.free() == 0);
        assertThrows(Invariant.Violation.class, () -> data(32));
    }

    /** Nagle's rule: while a frame is under way one that is not full waits. */
    @Test
    void aSmallFrameWaitsForTheOneUnderWay() {
        flowing();
        data(40);
        assertTrue(sender.cut(), "an idle link sends at once");
        releaseUpTo(40);
        data(40);
        assertFalse(sender.cut());
        data(56);
        assertTrue(sender.cut(), "a full frame does not wait");
        assertEquals(96, sender.frameLength());
        releaseUpTo(136);
        data(40);
        sender.ready(1);
        assertFalse(sender.cut(), "one is still under way");
        sender.ready(1);
        assertTrue(sender.cut());
    }

    @Test
    void oneGoesForEachFrameThatCameIn() {
        sender.up(4);
        sender.position(0, false);
        data(40);
        assertTrue(sender.cut());
        assertTrue(sender.isFrameAwaited());
        sender.came();
        sender.came();
        data(40);
        assertTrue(sender.cut(), "whatever is under way");
        assertFalse(sender.isFrameAwaited());
        releaseUpTo(80);
        data(40);
        assertFalse(sender.cut(), "two that came before one went count as one");
        sender.came();
        assertTrue(sender.cut());
        assertTrue(sender.isFrameAwaited(), "more than half of those granted are under way");
        sender.ready(2);
        releaseUpTo(120);
        data(40);
        assertFalse(sender.cut(), "the third is awaited");
        sender.ready(1);
        assertTrue(sender.cut());
    }
}
