package io.rmix.dvm.protocol.view;

import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.ControlOutbox;
import java.util.BitSet;
import java.util.function.IntConsumer;

/** Sees to it that all members of a view install it: one member, the view's proposer, collects their reports and tells when all have come. */
public final class Keeper {
    private final View view;
    private final int self;
    private final int keeper;
    private final ControlOutbox outbox;
    private final BitSet installed = new BitSet();
    private boolean all;

    /** A view that this member has just installed. */
    public Keeper(View view, int self, ControlOutbox outbox) {
        this.view = view;
        this.self = self;
        int proposer = view.indexOf(view.ballot().member());
        this.keeper = proposer >= 0 && view.isVoter(proposer) ? proposer : view.firstVoter();
        this.outbox = outbox;
        this.all = view.size() == 1;
        installed.set(self);
    }

    /** Whether this member is the one who sees to it. */
    public boolean isKeeper() {
        return self == keeper;
    }

    /** Whether all members have installed the view, as far as this one knows. */
    public boolean all() {
        return all;
    }

    /** A member says that it has installed the view. */
    public void installed(int member) {
        installed.set(member);
        if (all) {
            outbox.tell(member, new ViewControl.AllInstalled());
        } else if (self == keeper && installed.cardinality() == view.size()) {
            all = true;
            for (int i = 0; i < view.size(); i++) {
                if (i != self) {
                    outbox.tell(i, new ViewControl.AllInstalled());
                }
            }
        }
    }

    /** The keeper says that all have installed the view. */
    public void allInstalled() {
        all = true;
    }

    /**
     * Once a heartbeat, and at the beginning.
     *
     * @param remind told, at the keeper, of each member that has not installed the view
     */
    public void tick(IntConsumer remind) {
        if (all) {
            return;
        }
        if (self != keeper) {
            outbox.tell(keeper, new ViewControl.Installed());
            return;
        }
        for (int i = installed.nextClearBit(0); i < view.size(); i = installed.nextClearBit(i + 1)) {
            remind.accept(i);
        }
    }
}
