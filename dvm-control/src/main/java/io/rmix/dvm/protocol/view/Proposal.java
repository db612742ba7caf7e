package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Cut;
import io.rmix.dvm.View;
import java.util.Objects;

/**
 * What may follow a view: the value on which its voters agree.
 *
 * @param view the next view; its ballot is the one that first proposed it
 * @param cut what the view before it delivers, by that one's ring order
 */
public record Proposal(View view, Cut cut) {
    /** Refuses null. */
    public Proposal {
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(cut, "cut");
    }
}
