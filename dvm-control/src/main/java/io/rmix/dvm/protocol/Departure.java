package io.rmix.dvm.protocol;

import io.rmix.dvm.Member;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.view.ViewControl;
import io.rmix.dvm.protocol.view.ViewControl.Decision;
import java.util.List;

/**
 * A member that is not in the next view. It may be the last that has messages which others need for it, so it goes on answering them until they say that they need it no more, or
 * for as long as a silent member is waited for.
 */
final class Departure {
    private final LiveView over;
    private final Decision decision;
    private final View next;
    private final int patience;
    private final boolean alone;
    private int ticks;

    /** @param patience heartbeats for which it stays */
    Departure(LiveView over, Decision decision, int patience) {
        this.over = over;
        this.decision = decision;
        this.next = decision.proposal().view();
        this.patience = patience;
        this.alone = next.members().stream().allMatch(each -> over.view().indexOf(each.member()) < 0);
    }

    /** Whether there is nobody it could answer, or it has stayed long enough. */
    boolean isOver() {
        return alone || ticks > patience;
    }

    /**
     * Once a heartbeat: tells one of those that go on what was decided, for whoever was to tell it may be dead, and those that left may have been needed for a quorum; and asks
     * it if it needs this member still.
     */
    void tick(List<Effect> news) {
        if (++ticks > patience) {
            return;
        }
        Member asked = next.member(ticks % next.size());
        int index = over.view().indexOf(asked);
        if (index >= 0) {
            news.add(new Effect.SendControl(over.identityTo(index), decision));
            news.add(new Effect.SendControl(over.identityTo(index), new ViewControl.Behind()));
        }
    }

    String reason() {
        return "excluded from view " + next.number()
                + ": the others did not hear it within the suspicion time-out, or a link to it was broken; started again it joins";
    }
}
