package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Cut;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.view.ViewControl.Accept;
import io.rmix.dvm.protocol.view.ViewControl.Decision;
import io.rmix.dvm.protocol.view.ViewControl.Promise;
import io.rmix.dvm.protocol.view.ViewControl.Refusal;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** A member's part in what others propose: it promises and freezes, gets what it lacks, accepts, and learns what was decided. */
final class Follower {
    private final View view;
    private final int mostMembers;
    private final ViewRules rules;
    private final Acceptor acceptor;
    private final Flush flush;
    private final ViewChange.Kept kept;
    private final Reports reports;
    private final int self;
    private final ObjIntConsumer<ViewControl> voice;
    private final Consumer<Ballot> promised;
    private final BitSet emptyHanded = new BitSet();
    private @Nullable Accept pending;
    private @Nullable Decision decision;

    /**
     * Nothing is proposed yet.
     *
     * @param voice tells a member something, this one too
     * @param promised told of each ballot that is promised anew
     */
    Follower(
            View view,
            int self,
            int mostMembers,
            ViewRules rules,
            Acceptor acceptor,
            Flush flush,
            ViewChange.Kept kept,
            Reports reports,
            ObjIntConsumer<ViewControl> voice,
            Consumer<Ballot> promised) {
        this.view = view;
        this.self = self;
        this.mostMembers = mostMembers;
        this.rules = rules;
        this.acceptor = acceptor;
        this.flush = flush;
        this.kept = kept;
        this.reports = reports;
        this.voice = voice;
        this.promised = promised;
    }

    /** What was decided, whether everything up to its cut is here or not. */
    @Nullable Decision decision() {
        return decision;
    }

    /** Whether everything up to the cut of what was decided is here. */
    boolean isReady() {
        return decision != null && rules.mayInstall(flush.isComplete());
    }

    /** Whether a promise was made. */
    boolean isFrozen() {
        return !acceptor.promised().equals(Ballot.NONE) || decision != null;
    }

    /** Ticks for which nobody has answered who has what is lacking for the next view. */
    int unanswered() {
        return flush.unanswered();
    }

    /** Ring indexes of those who have it, as far as was told. */
    SortedSet<Integer> missing() {
        return flush.missing();
    }

    /** Ring indexes of those that had none of what they were asked for last. */
    BitSet emptyHanded() {
        return emptyHanded;
    }

    void tick() {
        flush.tick();
    }

    void prepare(int source, Ballot ballot) {
        if (!promises(source, ballot)) {
            return;
        }
        if (rules.freezes()) {
            kept.freeze();
        }
        Promise promise =
                new Promise(ballot, kept.received(), acceptor.accepted(), acceptor.proposal(), reports.by(self));
        voice.accept(promise, source);
    }

    /** Promises, or says that something higher was promised. */
    private boolean promises(int source, Ballot ballot) {
        boolean news = !ballot.equals(acceptor.promised());
        if (!acceptor.promise(ballot)) {
            voice.accept(new Refusal(ballot, acceptor.promised()), source);
            return false;
        }
        if (news) {
            forgetPending();
            promised.accept(ballot);
        }
        return true;
    }

    /** What was to be accepted in an older ballot is not any more. */
    private void forgetPending() {
        if (rules.looksAgain()) {
            pending = null;
            if (decision == null) {
                flush.stop();
            }
        }
    }

    private boolean isGood(Proposal proposal, Holders holders) {
        return mayFollow(proposal) && holders.fit(proposal.cut());
    }

    /** Whether a proposal is one for the view that follows this one. */
    boolean mayFollow(Proposal proposal) {
        return proposal.follows(view) && proposal.view().size() <= mostMembers;
    }

    /** Asked to accept; tells what is wrong with it. */
    String accept(Accept message) {
        if (decision != null) {
            return "";
        }
        int source = view.indexOf(message.ballot().member());
        if (source < 0 || !isGood(message.proposal(), message.holders())) {
            return "proposal for another view";
        }
        if (promises(source, message.ballot())
                && (pending == null || !pending.ballot().equals(message.ballot()))) {
            kept.freeze();
            pending = message;
            flush.start(message.proposal(), message.holders());
        }
        acceptWhenComplete();
        return "";
    }

    /** All up to the cut is here: looks again whether something higher was promised meanwhile, and accepts. */
    private void acceptWhenComplete() {
        if (pending != null
                && rules.mayAccept(flush.isComplete())
                && acceptor.accept(pending.ballot(), pending.proposal())) {
            voice.accept(
                    new ViewControl.Accepted(pending.ballot()),
                    view.indexOf(pending.ballot().member()));
        }
    }

    /** A decision came in, whoever knows it; tells what is wrong with it. */
    String decided(Decision message) {
        if (!isGood(message.proposal(), message.holders())) {
            return "decision for another view";
        }
        if (decision == null) {
            decision = message;
            kept.freeze();
            flush.start(message.proposal(), message.holders());
        }
        return "";
    }

    /** A member answers with messages that were asked for, or with none; tells what is wrong with them. */
    String fetched(int source, ByteBuffer entries) {
        emptyHanded.set(source, !entries.hasRemaining());
        Cut wanted = flush.wanted();
        String wrong = wanted == null || !entries.hasRemaining() ? "" : kept.fetched(entries, wanted);
        flush.progress();
        acceptWhenComplete();
        return wrong;
    }
}
