package io.rmix.cli.torture.verify;

import static io.rmix.cli.torture.verify.Doctored.CLIENT;
import static io.rmix.cli.torture.verify.Doctored.LINEAGE;
import static io.rmix.cli.torture.verify.Doctored.atomic;
import static io.rmix.cli.torture.verify.Doctored.finished;
import static io.rmix.cli.torture.verify.Doctored.reliable;
import static io.rmix.cli.torture.verify.Doctored.status;
import static io.rmix.cli.torture.verify.Doctored.view;
import static io.rmix.cli.torture.verify.Doctored.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.cli.torture.trace.TraceRecord.Applied;
import io.rmix.cli.torture.trace.TraceRecord.Heard;
import io.rmix.cli.torture.trace.TraceRecord.Outcome;
import io.rmix.cli.torture.trace.TraceRecord.Restored;
import io.rmix.cli.torture.trace.TraceRecord.Verdict;
import io.rmix.cli.torture.verify.Violation.Rule;
import io.rmix.dvm.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier finds every kind of violation in what members wrote down, and none where there is none. */
class VerifierTest {
    @TempDir
    Path temp;

    private Doctored run;

    @BeforeEach
    void open() {
        run = new Doctored(temp);
    }

    @AfterEach
    void close() throws IOException {
        run.close();
    }

    private void bothInView() {
        run.says("a", view(1, "a", "b")).says("b", view(1, "a", "b"));
    }

    private void acknowledged(long number, long position) {
        run.verifier.acknowledged(new Acknowledged(CLIENT, number, position, "a"));
    }

    private void finds(Rule... rules) throws IOException {
        assertEquals(List.of(rules), run.rules(), () -> run.violations.list().toString());
    }

    /** A run in which everything happens that may: repeats, refusals, deaths, a learner, a second view. */
    @Test
    void whatMayHappenIsNoViolation() throws IOException {
        bothInView();
        run.says("a", write(1, 1), atomic(2, 1), reliable(1), write(3, 1, 2, Verdict.AGAIN))
                .says("a", finished(Order.ATOMIC, 1, Outcome.ACKNOWLEDGED, 2))
                .says("a", finished(Order.RELIABLE, 1, Outcome.ACKNOWLEDGED, 0))
                .says("a", finished(Order.RELIABLE, 2, Outcome.NOT_INVOKED, 0))
                .says("a", finished(Order.ATOMIC, 2, Outcome.UNKNOWN, 0))
                .says("b", write(1, 1), atomic(2, 1), reliable(1));
        acknowledged(1, 1);
        run.verifier.refused(CLIENT, 3);
        finds();
        run.says("b", new Applied(1, 3, CLIENT, 1, 2, Verdict.AGAIN, 1001), view(2, "b", "c?"))
                .says("c", view(2, "b", "c?"), new Restored(3, 1001))
                .says("c", new Applied(2, 4, CLIENT, 2, 4, Verdict.WRITTEN, 7), view(3, "b", "c"))
                .says("b", new Applied(2, 4, CLIENT, 2, 4, Verdict.WRITTEN, 7), view(3, "b", "c"));
        acknowledged(2, 4);
        run.verifier.over(Doctored.process("a"));
        finds();
        run.verifier.end(List.of("b", "c"));
        finds();
        assertEquals(3, run.verifier.summary().views());
        assertEquals(4, run.verifier.summary().positions());
    }

    @Test
    void lostWhenNobodyHasWhatWasAcknowledged() throws IOException {
        bothInView();
        run.says("a", write(1, 1)).says("b", write(1, 1));
        acknowledged(2, 2);
        finds(Rule.LOST);
    }

    @Test
    void lostWhenSomethingElseIsThere() throws IOException {
        bothInView();
        run.says("a", write(1, 1), atomic(2, 1)).says("b", write(1, 1), atomic(2, 1));
        acknowledged(2, 2);
        finds(Rule.LOST);
    }

    @Test
    void lostWhenAMemberPassesOverAPosition() throws IOException {
        bothInView();
        run.says("a", write(1, 1), write(2, 2), write(3, 3)).says("b", write(1, 1), write(3, 3));
        finds(Rule.LOST);
    }

    @Test
    void lostWhenANumberIsMissing() throws IOException {
        bothInView();
        run.says("a", write(1, 1), write(2, 3, 3, Verdict.GAP));
        finds(Rule.LOST);
    }

    @Test
    void lostWhenThoseThatGoOnLackAReliableBroadcastOfADeadMember() throws IOException {
        bothInView();
        run.says("a", reliable(1), reliable(2), finished(Order.RELIABLE, 2, Outcome.ACKNOWLEDGED, 0));
        run.says("b", reliable(1), view(2, "b"));
        finds(Rule.LOST);
    }

    @Test
    void lostWhenALearnerPassesOverWhatItsStateLacks() throws IOException {
        bothInView();
        run.says("a", write(1, 1), write(2, 2), write(3, 3))
                .says("c", view(1, "a", "b"), new Restored(1, 1001), write(3, 3));
        finds(Rule.VIEWS, Rule.LOST);
    }

    @Test
    void doubledWhenOneAttemptIsDeliveredTwice() throws IOException {
        bothInView();
        run.says("a", write(1, 1), write(2, 1, 1, Verdict.AGAIN));
        finds(Rule.DOUBLED);
    }

    @Test
    void doubledWhenABroadcastIsDeliveredTwice() throws IOException {
        bothInView();
        run.says("a", atomic(1, 1), atomic(2, 1));
        finds(Rule.DOUBLED);
        run.says("b", atomic(1, 1), reliable(1), reliable(1));
        finds(Rule.DOUBLED, Rule.DOUBLED);
    }

    @Test
    void doubledWhenAMemberDeliversAPositionAgain() throws IOException {
        bothInView();
        run.says("a", write(1, 1), write(1, 1));
        finds(Rule.DOUBLED);
    }

    @Test
    void orderWhenBroadcastsOvertakeEachOther() throws IOException {
        bothInView();
        run.says("a", atomic(1, 2), atomic(2, 1));
        finds(Rule.ORDER);
        run.says("b", reliable(2), reliable(1));
        finds(Rule.ORDER, Rule.ORDER);
    }

    @Test
    void differsWhenMembersDeliverDifferently() throws IOException {
        bothInView();
        run.says("a", write(1, 1), atomic(2, 1)).says("b", atomic(1, 1), write(2, 1));
        finds(Rule.DIFFERS, Rule.DIFFERS);
    }

    @Test
    void differsWhenReliableBroadcastsOfAViewAreOthers() throws IOException {
        bothInView();
        run.says("a", reliable(1), view(2, "a", "b")).says("b", view(2, "a", "b"));
        finds(Rule.DIFFERS);
    }

    @Test
    void differsWhenReliableBroadcastsOfTheLastViewAreOthers() throws IOException {
        bothInView();
        run.says("a", reliable(1));
        finds();
        run.verifier.end(List.of("a", "b"));
        finds(Rule.DIFFERS);
    }

    @Test
    void damagedWhenContentsAreOthers() throws IOException {
        bothInView();
        run.says("a", write(1, 1, 1, Verdict.DAMAGED));
        finds(Rule.DAMAGED);
        run.says("b", new Heard(Order.RELIABLE, 1, 0, 'a', 1, false));
        finds(Rule.DAMAGED, Rule.DAMAGED);
    }

    @Test
    void refusedYetDelivered() throws IOException {
        bothInView();
        run.says("a", write(1, 1));
        finds();
        run.verifier.refused(CLIENT, 1);
        finds(Rule.REFUSED_YET_DELIVERED);
        run.verifier.refused(CLIENT, 2);
        finds(Rule.REFUSED_YET_DELIVERED);
        run.says("a", write(2, 2));
        finds(Rule.REFUSED_YET_DELIVERED, Rule.REFUSED_YET_DELIVERED);
    }

    @Test
    void refusedBroadcastsYetDelivered() throws IOException {
        bothInView();
        run.says("a", atomic(1, 1), finished(Order.ATOMIC, 1, Outcome.NOT_INVOKED, 0));
        finds(Rule.REFUSED_YET_DELIVERED);
        run.says("a", finished(Order.RELIABLE, 1, Outcome.NOT_INVOKED, 0), reliable(1));
        finds(Rule.REFUSED_YET_DELIVERED, Rule.REFUSED_YET_DELIVERED);
    }

    @Test
    void hashesThatDiffer() throws IOException {
        bothInView();
        run.verifier.status(status("a", "1", "s"));
        run.verifier.status(status("b", "1", "s"));
        finds();
        run.verifier.status(status("b", "1", "t"));
        finds(Rule.HASHES);
        run.verifier.status(status("b", "2", "s"));
        finds(Rule.HASHES, Rule.HASHES);
    }

    @Test
    void stateThatIsNotThatOfItsPosition() throws IOException {
        bothInView();
        run.says("a", write(1, 1), write(2, 2))
                .says("b", write(1, 1))
                .says("c", view(1, "a", "b", "c?"), new Restored(1, 1002), write(2, 2));
        finds(Rule.VIEWS, Rule.STATE);
    }

    @Test
    void stateWhenTheLedgerJudgesOtherwise() throws IOException {
        bothInView();
        run.says("a", write(1, 1), write(2, 2, 2, Verdict.AGAIN));
        finds(Rule.STATE);
    }

    @Test
    void twoViewsOfOneNumber() throws IOException {
        bothInView();
        run.says("a", view(2, "a")).says("b", view(LINEAGE, 2, "1@b#1", "b"));
        finds(Rule.VIEWS);
    }

    @Test
    void aViewOfOthersAndOneThatIsOlder() throws IOException {
        bothInView();
        run.says("a", view(3, "b"));
        finds(Rule.VIEWS);
        run.says("b", view(3, "b"), view(1, "a", "b"));
        finds(Rule.VIEWS, Rule.VIEWS);
    }

    @Test
    void deliveriesOfAnotherViewThanThatWhichIsInstalled() throws IOException {
        bothInView();
        run.says("a", view(2, "a", "b"), write(1, 1));
        finds(Rule.VIEWS);
    }

    @Test
    void aSecondLineage() throws IOException {
        bothInView();
        run.says("b2", view("00000000000000030000000000000004", 1, "0@b#1", "b"));
        finds(Rule.LINEAGES);
    }
}
