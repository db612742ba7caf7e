package io.rmix.dvm.protocol.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Cut;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.ControlOutbox;
import io.rmix.dvm.protocol.link.ControlOutbox.Item;
import io.rmix.dvm.protocol.view.ViewControl.Accept;
import io.rmix.dvm.protocol.view.ViewControl.Accepted;
import io.rmix.dvm.protocol.view.ViewControl.Decision;
import io.rmix.dvm.protocol.view.ViewControl.Fetch;
import io.rmix.dvm.protocol.view.ViewControl.Fetched;
import io.rmix.dvm.protocol.view.ViewControl.Prepare;
import io.rmix.dvm.protocol.view.ViewControl.Promise;
import io.rmix.dvm.protocol.view.ViewControl.Refusal;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One member of three, m2, of lowest priority, who hears of ballots of the others. Of m0 it has 3 messages. */
class ViewChangeTest {
    private static final Ballot FIRST = new Ballot(1, "m0", 1);
    private static final Ballot SECOND = new Ballot(2, "m1", 1);

    private final View view = Views.of(3, 0);
    private final ControlOutbox outbox = new ControlOutbox();
    private final Messages messages = new Messages();
    private final ViewChange change = new ViewChange(
            SharedConfiguration.defaults("test"),
            QuorumPolicy.MAJORITY,
            ViewRules.RIGHT,
            view,
            2,
            new Reports(2, ViewRules.RIGHT),
            outbox,
            messages);

    /** What it has: a number of messages of m0, of which one comes with each answer. */
    private static final class Messages implements ViewChange.Kept {
        private long received = 3;
        private boolean frozen;

        @Override
        public void freeze() {
            frozen = true;
        }

        @Override
        public Cut received() {
            return new Cut(List.of(received, 0L, 0L));
        }

        @Override
        public long received(int origin) {
            return origin == 0 ? received : 0;
        }

        @Override
        public String fetched(ByteBuffer entries, Cut wanted) {
            received = Math.min(received + 1, wanted.last().get(0));
            return "";
        }
    }

    private static Fetched one() {
        return new Fetched(ByteBuffer.allocate(40));
    }

    private Proposal proposal(Ballot ballot, long cut) {
        View next = new View(view.number() + 1, ballot, view.lineage(), view.members(), 1);
        return new Proposal(view.ballot(), next, new Cut(List.of(cut, 0L, 0L)));
    }

    private static Holders heldBy(int member) {
        return new Holders(List.of(List.of(member), List.of(), List.of()));
    }

    private List<Item> told() {
        List<Item> told = List.copyOf(outbox.items());
        outbox.items().clear();
        return told;
    }

    private Item promise(int to, Ballot ballot, long has) {
        return new Item(to, new Promise(ballot, new Cut(List.of(has, 0L, 0L)), Ballot.NONE, null, List.of()));
    }

    @Test
    void itPromisesFetchesAcceptsAndIsReadyWhenDecided() {
        assertEquals("", change.told(0, new Prepare(FIRST)));
        assertTrue(messages.frozen);
        assertEquals(List.of(promise(0, FIRST, 3)), told());
        Proposal proposal = proposal(FIRST, 5);
        change.told(0, new Accept(FIRST, proposal, heldBy(1)));
        assertEquals(List.of(new Item(1, new Fetch(0, 3, 5))), told());
        change.told(1, one());
        assertEquals(List.of(new Item(1, new Fetch(0, 4, 5))), told());
        change.told(1, one());
        assertEquals(List.of(new Item(0, new Accepted(FIRST))), told());
        assertTrue(change.ready().isEmpty());
        Decision decision = new Decision(proposal, heldBy(1));
        change.told(1, decision);
        assertEquals(decision, change.ready().orElseThrow());
    }

    @Test
    void whoHasPromisedSomethingHigherRefuses() {
        change.told(1, new Prepare(SECOND));
        told();
        change.told(0, new Prepare(FIRST));
        change.told(0, new Accept(FIRST, proposal(FIRST, 3), heldBy(0)));
        assertEquals(List.of(new Item(0, new Refusal(FIRST, SECOND)), new Item(0, new Refusal(FIRST, SECOND))), told());
    }

    /** What it says that it has is what the next proposal counts on: nothing more comes in afterwards. */
    @Test
    void nothingIsTakenThatWasFetchedForAnOlderBallot() {
        change.told(0, new Prepare(FIRST));
        change.told(0, new Accept(FIRST, proposal(FIRST, 5), heldBy(0)));
        change.told(1, new Prepare(SECOND));
        told();
        change.told(0, one());
        assertEquals(3, messages.received);
        assertEquals(List.of(), told(), "neither fetched on nor accepted");
        change.told(1, new Accept(SECOND, proposal(SECOND, 3), heldBy(1)));
        assertEquals(List.of(new Item(1, new Accepted(SECOND))), told());
    }

    /** Between the question for what it lacks and the answer it may have promised something higher. */
    @Test
    void itLooksAgainBeforeItAccepts() {
        change.told(0, new Prepare(FIRST));
        change.told(0, new Accept(FIRST, proposal(FIRST, 4), heldBy(0)));
        change.told(1, new Prepare(SECOND));
        change.told(0, new Accept(FIRST, proposal(FIRST, 4), heldBy(0)));
        assertTrue(told().stream().noneMatch(each -> each.message() instanceof Accepted));
    }

    @Test
    void whatNobodyWhoMayBeBelievedWouldSayIsRefused() {
        Proposal good = proposal(FIRST, 3);
        Proposal elsewhere = new Proposal(FIRST, good.view(), good.cut());
        assertEquals("proposal for another view", change.told(0, new Accept(FIRST, elsewhere, heldBy(0))));
        assertEquals("proposal for another view", change.told(0, new Accept(FIRST, good, heldBy(7))));
        assertEquals("decision for another view", change.told(0, new Decision(good, new Holders(List.of()))));
        assertEquals(
                "counters of 1 members in a view of 3",
                change.told(0, new Promise(FIRST, new Cut(List.of(1L)), Ballot.NONE, null, List.of())));
        assertEquals(List.of(), told());
    }
}
