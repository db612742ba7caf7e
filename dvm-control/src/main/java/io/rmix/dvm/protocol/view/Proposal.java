package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Cut;
import io.rmix.dvm.View;
import java.util.Objects;

/**
 * What may follow a view: the value on which its voters agree.
 *
 * @param after ballot of the view that it follows
 * @param view the next view; its ballot is the one that first proposed it
 * @param cut what the view before it delivers, by that one's ring order
 */
public record Proposal(Ballot after, View view, Cut cut) {
    /** Refuses null. */
    public Proposal {
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(cut, "cut");
    }

    /** Whether it may follow a view. */
    public boolean follows(View before) {
        return view.number() == before.number() + 1
                && view.lineage().equals(before.lineage())
                && after.equals(before.ballot())
                && cut.last().size() == before.size();
    }
}
