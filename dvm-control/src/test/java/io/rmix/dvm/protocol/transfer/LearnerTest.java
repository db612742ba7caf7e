package io.rmix.dvm.protocol.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.Member;
import io.rmix.dvm.Role;
import io.rmix.dvm.View;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.transfer.TransferControl.Chunk;
import io.rmix.dvm.protocol.transfer.TransferControl.ChunkRequest;
import io.rmix.dvm.protocol.transfer.TransferControl.Snapshot;
import io.rmix.dvm.protocol.transfer.TransferControl.SnapshotRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A learner alone, and what it says and wants done. It is the last of four, of which the first three vote. */
class LearnerTest {
    private static final int PATIENCE = 5;

    private final List<String> done = new ArrayList<>();
    private final Learner learner = new Learner(view(), 3, PATIENCE, true, new Learner.Work() {
        @Override
        public void tell(int member, TransferControl message) {
            done.add(member + " " + message);
        }

        @Override
        public void keep(long offset, ByteBuffer bytes) {
            done.add("keep " + offset + " " + bytes.remaining());
        }

        @Override
        public void restore(Label label) {
            done.add("restore " + label);
        }

        @Override
        public void dropDeliveries() {
            done.add("drop");
        }

        @Override
        public void giveUp(String reason) {
            done.add("give up: " + reason);
        }
    });

    private static View view() {
        List<ViewMember> members = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            members.add(new ViewMember(new Member("m" + i, 1, i), i < 3 ? Role.VOTER : Role.LEARNER, List.of()));
        }
        return new View(9, new Ballot(1, "m0", 1), new Lineage(1, 2), members, 1);
    }

    private List<String> done() {
        List<String> copy = List.copyOf(done);
        done.clear();
        return copy;
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            learner.tick();
        }
    }

    private static Chunk chunk(long attempt, long offset, int bytes) {
        return new Chunk(attempt, offset, ByteBuffer.allocate(bytes));
    }

    @Test
    void itAsksItsPredecessorAndFetchesPieceByPiece() {
        ticks(2);
        assertEquals(List.of("2 " + new SnapshotRequest(1)), done());
        Label label = new Label(9, 4);
        learner.told(2, new Snapshot(1, label, 10));
        assertEquals(List.of("2 " + new ChunkRequest(1, 0)), done());
        learner.told(2, chunk(1, 0, 6));
        assertEquals(List.of("keep 0 6", "2 " + new ChunkRequest(1, 6)), done());
        learner.told(2, chunk(1, 0, 6));
        assertEquals(List.of(), done(), "what came twice");
        learner.told(2, chunk(1, 6, 4));
        assertEquals(List.of("keep 6 4", "restore " + label), done());
        assertTrue(learner.isComplete());
        ticks(2 * PATIENCE);
        assertEquals(List.of(), done(), "it has what it wants");
    }

    @Test
    void aLostQuestionIsRepeatedAndASilentSponsorGivenUp() {
        ticks(4);
        assertEquals(List.of("2 " + new SnapshotRequest(1), "2 " + new SnapshotRequest(1)), done());
        ticks(4);
        assertEquals("1 " + new SnapshotRequest(2), done().get(0), "the next voter");
        learner.told(2, new Snapshot(1, new Label(9, 1), 5));
        assertEquals(List.of(), done(), "too late");
    }

    @Test
    void aStateThatLacksSomethingIsOfNoUse() {
        ticks(2);
        learner.overflow(new Label(9, 7));
        assertEquals("drop", done().get(1));
        ticks(2);
        assertEquals(List.of("2 " + new SnapshotRequest(2)), done());
        learner.told(2, new Snapshot(2, new Label(9, 6), 5));
        ticks(2);
        assertEquals(List.of("2 " + new SnapshotRequest(3)), done());
        learner.told(2, new Snapshot(3, new Label(9, 7), 5));
        assertEquals(List.of("2 " + new ChunkRequest(3, 0)), done());
    }

    @Test
    void itGivesUpWhenItsQueueOverflowsAgainAndAgain() {
        for (int i = 1; i <= 4; i++) {
            learner.overflow(new Label(9, i));
        }
        assertEquals(
                List.of("drop", "drop", "drop", "give up: its queue was full 4 times before the state had come"),
                done());
    }

    @Test
    void aPieceThatIsTooLongMakesItBeginAnew() {
        ticks(2);
        learner.told(2, new Snapshot(1, new Label(9, 1), 5));
        learner.told(2, chunk(1, 0, 6));
        done();
        ticks(2);
        assertEquals(List.of("2 " + new SnapshotRequest(2)), done());
    }
}
