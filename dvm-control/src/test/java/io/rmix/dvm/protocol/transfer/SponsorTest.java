package io.rmix.dvm.protocol.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.dvm.Member;
import io.rmix.dvm.protocol.transfer.TransferControl.ChunkRequest;
import io.rmix.dvm.protocol.transfer.TransferControl.Snapshot;
import io.rmix.dvm.protocol.transfer.TransferControl.SnapshotRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SponsorTest {
    private static final Member X = new Member("x", 1, 1);
    private static final Member Y = new Member("y", 1, 2);
    private static final int PATIENCE = 3;

    private final List<String> done = new ArrayList<>();
    private final Sponsor sponsor = new Sponsor(PATIENCE, 4, new Sponsor.Work() {
        @Override
        public void take(long id) {
            done.add("take " + id);
        }

        @Override
        public void send(Member learner, long attempt, long id, long offset, int length) {
            done.add("send " + learner.name() + " " + attempt + ": " + id + " from " + offset + " " + length);
        }

        @Override
        public void drop(long id) {
            done.add("drop " + id);
        }

        @Override
        public void tell(Member learner, TransferControl message) {
            done.add("tell " + learner.name() + " " + message);
        }
    });

    private List<String> done() {
        List<String> copy = List.copyOf(done);
        done.clear();
        return copy;
    }

    @Test
    void aSnapshotIsTakenOnceForEachAttemptAndSentInPieces() {
        sponsor.asked(X, new SnapshotRequest(1), true);
        sponsor.asked(X, new SnapshotRequest(1), true);
        assertEquals(List.of("take 1"), done());
        Label label = new Label(3, 8);
        sponsor.taken(1, label, 6);
        sponsor.asked(X, new SnapshotRequest(1), true);
        String offer = "tell x " + new Snapshot(1, label, 6);
        assertEquals(List.of(offer, offer), done(), "told when it is taken, and when asked again");
        sponsor.asked(X, new ChunkRequest(1, 0));
        sponsor.asked(X, new ChunkRequest(1, 4));
        sponsor.asked(X, new ChunkRequest(1, 6));
        sponsor.asked(X, new ChunkRequest(1, -1));
        sponsor.asked(Y, new ChunkRequest(1, 0));
        assertEquals(List.of("send x 1: 1 from 0 4", "send x 1: 1 from 4 2"), done());
    }

    @Test
    void aLaterAttemptDropsWhatWasTaken() {
        sponsor.asked(X, new SnapshotRequest(1), true);
        sponsor.taken(1, new Label(3, 8), 6);
        done();
        sponsor.asked(X, new SnapshotRequest(2), true);
        assertEquals(List.of("drop 1", "take 2"), done());
        sponsor.asked(X, new SnapshotRequest(1), true);
        assertEquals(List.of(), done(), "an old question");
    }

    @Test
    void whatNobodyWantsAnyMoreIsDroppedWhenItIsTaken() {
        sponsor.asked(X, new SnapshotRequest(1), true);
        for (int i = 0; i <= PATIENCE + 1; i++) {
            sponsor.tick();
        }
        sponsor.taken(1, new Label(3, 8), 6);
        assertEquals(List.of("take 1", "drop 1"), done());
    }

    @Test
    void nothingIsTakenWhileItWouldBeOfNoUseNorForTooManyAtATime() {
        sponsor.asked(X, new SnapshotRequest(1), false);
        assertEquals(List.of(), done());
        for (int i = 0; i < 6; i++) {
            sponsor.asked(new Member("l" + i, 1, i), new SnapshotRequest(1), true);
        }
        assertEquals(List.of("take 1", "take 2", "take 3", "take 4"), done());
    }
}
