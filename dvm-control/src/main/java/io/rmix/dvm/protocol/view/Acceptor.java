package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Ballot;
import org.jspecify.annotations.Nullable;

/** What a member has promised and accepted in a view. It is never forgotten while the view lasts; a restarted process is another member. */
final class Acceptor {
    private final ViewRules rules;
    private Ballot promised = Ballot.NONE;
    private Ballot accepted = Ballot.NONE;
    private @Nullable Proposal proposal;

    Acceptor(ViewRules rules) {
        this.rules = rules;
    }

    /** Promises to accept nothing below a ballot, unless something higher was promised. */
    boolean promise(Ballot ballot) {
        if (!rules.isAbove(ballot, promised)) {
            return false;
        }
        promised = ballot;
        return true;
    }

    /** Accepts, unless something higher was promised. */
    boolean accept(Ballot ballot, Proposal newProposal) {
        if (!promise(ballot) && rules.looksAgain()) {
            return false;
        }
        accepted = ballot;
        proposal = newProposal;
        return true;
    }

    /** The highest ballot promised. */
    Ballot promised() {
        return promised;
    }

    /** Ballot of the proposal accepted last, {@link Ballot#NONE} if there is none. */
    Ballot accepted() {
        return accepted;
    }

    /** The proposal accepted last. */
    @Nullable Proposal proposal() {
        return proposal;
    }
}
