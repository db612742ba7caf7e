package io.rmix.benchmarks.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.benchmarks.ring.Board.Field;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardTest {
    @TempDir
    private Path folder;

    private Board coordinator;
    private Board member;

    @BeforeEach
    void map() throws IOException {
        coordinator = new Board(folder.resolve("board"), 3);
        member = new Board(folder.resolve("board"), 3);
    }

    @Test
    void oneContenderIsOnWithOneLoad() {
        for (Contender on : Contender.values()) {
            for (Load load : Load.values()) {
                coordinator.start(on, load);
                for (Contender each : Contender.values()) assertEquals(each == on ? load : null, member.load(each));
                assertFalse(member.stopped());
            }
        }
        coordinator.rest();
        assertNull(member.load(Contender.OURS));
        coordinator.stop();
        for (Contender each : Contender.values()) assertNull(member.load(each));
        assertTrue(member.stopped());
    }

    @Test
    void figuresDoNotOverlap() {
        long value = 0;
        for (Contender contender : Contender.values())
            for (int i = 0; i < 3; i++) for (Field field : Field.values()) member.set(contender, i, field, ++value);
        value = 0;
        for (Contender contender : Contender.values())
            for (int i = 0; i < 3; i++)
                for (Field field : Field.values()) assertEquals(++value, coordinator.get(contender, i, field));
        assertEquals(0, coordinator.timed());
    }

    @Test
    void theLastMemberToGetAMessageSaysHowLongItTook() {
        member.arrived(1, 10);
        member.arrived(1, 20);
        assertEquals(0, coordinator.timed());
        member.arrived(2, 70);
        member.arrived(1, 30);
        assertEquals(1, coordinator.timed());
        member.arrived(2, 80);
        member.arrived(2, 75);
        // A number that comes again, once all have it, is another message.
        for (long nanos : new long[] {1, 2, 3}) member.arrived(1, nanos);
        assertArrayEquals(new long[] {30, 75, 3}, coordinator.times(0, coordinator.timed()));
        assertArrayEquals(new long[] {75}, coordinator.times(1, 2));
    }
}
