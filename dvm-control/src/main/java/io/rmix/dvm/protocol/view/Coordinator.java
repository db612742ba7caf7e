package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Invariant;
import io.rmix.dvm.Member;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.view.ViewControl.Accept;
import io.rmix.dvm.protocol.view.ViewControl.Decision;
import io.rmix.dvm.protocol.view.ViewControl.PollAnswer;
import io.rmix.dvm.protocol.view.ViewControl.Prepare;
import io.rmix.dvm.protocol.view.ViewControl.Promise;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The proposer's part in deciding what follows a view: poll, prepare, accept. Every member has one; the voter of highest priority that nobody suspects uses it
 * first, and others take over when there is no progress.
 */
final class Coordinator {
    /** What it is about. */
    enum Phase {
        /** Nothing. */
        IDLE,
        /** Asking whether there is a reason and a quorum; nobody freezes for that. */
        POLLING,
        /** Asking for promises. */
        PREPARING,
        /** Asking to accept. */
        ACCEPTING
    }

    private final ViewRules rules;
    private final View view;
    private final int self;
    private final Answers answers;
    private final Reports reports;
    private final Applicants applicants;
    private final Acceptor acceptor;
    private final Council council;
    private final int mostMembers;
    private final int timeoutTicks;
    private final int takeoverTicks;

    private Phase phase = Phase.IDLE;
    private Ballot ballot = Ballot.NONE;
    private Ballot highest = Ballot.NONE;
    private final Poll poll;
    private final SortedMap<Integer, Promise> promises = new TreeMap<>();
    private final SortedSet<Integer> accepted = new TreeSet<>();
    private @Nullable Accept accept;
    private int attempts;
    private int ticksInPhase;
    private int waited;
    private int unanswered;

    /** How it speaks to the members, itself among them. */
    interface Council {
        void tell(int member, ViewControl message);

        void decided(Decision decision);
    }

    Coordinator(
            SharedConfiguration shared,
            ViewRules rules,
            View view,
            int self,
            Quorum quorum,
            Reports reports,
            Applicants applicants,
            Acceptor acceptor,
            Council council) {
        this.rules = rules;
        this.view = view;
        this.self = self;
        this.answers = new Answers(view, quorum, reports, shared.suspicionTicks());
        this.reports = reports;
        this.poll = new Poll(view, reports);
        this.applicants = applicants;
        this.acceptor = acceptor;
        this.council = council;
        this.mostMembers = shared.maxMembers();
        this.timeoutTicks = shared.suspicionTicks();
        this.takeoverTicks = (timeoutTicks + 1) / 2;
    }

    Phase phase() {
        return phase;
    }

    /** Ticks for which a quorum has not answered the poll. */
    int unanswered() {
        return unanswered;
    }

    /** A heartbeat's time has passed. */
    void tick() {
        waited = isThereReason() ? waited + 1 : 0;
        ticksInPhase++;
        unanswered += phase == Phase.POLLING ? 1 : 0;
        askAgain();
        consider();
    }

    /** Something has changed that may be a reason to begin, or end what others were waited for. */
    void consider() {
        switch (phase) {
            case IDLE -> beginIfDue();
            case POLLING -> checkPoll();
            case PREPARING -> checkPromises();
            case ACCEPTING -> checkAccepted();
        }
    }

    /** Begins if it is this member's turn. */
    private void beginIfDue() {
        boolean due = view.isVoter(self) && isThereReason() && waited >= patience();
        if (due && (rules.takesOver() || patience() == 0)) {
            begin(Phase.POLLING);
            ballot = new Ballot(
                    attemptAbove(), view.member(self).name(), view.member(self).incarnation());
            poll.begin();
            ask();
        }
    }

    /** Another member makes progress, or this one has failed: stand back for a while. */
    void standBack(Ballot other) {
        highest = other.compareTo(highest) > 0 ? other : highest;
        waited = 0;
        if (other.compareTo(ballot) > 0 && phase != Phase.IDLE && rules.standsBack()) {
            begin(Phase.IDLE);
        }
    }

    void refused(Ballot of, Ballot promised) {
        if (of.equals(ballot) && (phase == Phase.PREPARING || phase == Phase.ACCEPTING)) {
            attempts++;
            standBack(promised);
        }
    }

    void polled(int source, PollAnswer answer) {
        if (phase == Phase.POLLING && answer.ballot().equals(ballot)) {
            highest = answer.promised().compareTo(highest) > 0 ? answer.promised() : highest;
            poll.answered(source);
            checkPoll();
        }
    }

    void promised(int source, Promise promise) {
        if (phase == Phase.PREPARING && promise.ballot().equals(ballot)) {
            promises.put(source, promise);
            checkPromises();
        }
    }

    void accepted(int source, Ballot of) {
        if (phase == Phase.ACCEPTING && of.equals(ballot)) {
            accepted.add(source);
            checkAccepted();
        }
    }

    private boolean isThereReason() {
        return reports.any() || applicants.any() || !acceptor.promised().equals(Ballot.NONE);
    }

    /** Ticks to wait before beginning: none for the coordinator by convention, and more after each failure. */
    private int patience() {
        int rank = 0;
        for (int i = 0; i < view.size(); i++) {
            boolean before = view.isVoter(i)
                    && !reports.isSuspected(i)
                    && view.member(i).priority() > view.member(self).priority();
            rank += before ? 1 : 0;
        }
        int slots = rank + (attempts == 0 ? 0 : 1);
        return rules.patience(slots * takeoverTicks << Math.min(attempts, 3));
    }

    private void begin(Phase next) {
        phase = next;
        ticksInPhase = 0;
        waited = 0;
        unanswered = next == Phase.POLLING ? unanswered : 0;
    }

    private long attemptAbove() {
        long above = Math.max(highest.attempt(), acceptor.promised().attempt()) + 1;
        return Math.min(above, Ballot.MAX_ATTEMPT);
    }

    /** Repeats a question, but not one that was asked a moment ago. */
    private void askAgain() {
        if (ticksInPhase != 1) {
            ask();
        }
    }

    private void ask() {
        for (int i = 0; i < view.size(); i++) {
            switch (phase) {
                case IDLE -> {}
                case POLLING -> tellUnless(poll.hasAnswered(i), i, new ViewControl.Poll(ballot));
                case PREPARING -> tellUnless(promises.containsKey(i), i, new Prepare(ballot));
                case ACCEPTING -> {
                    if (accept != null) {
                        tellUnless(accepted.contains(i), i, accept);
                    }
                }
            }
        }
    }

    private void tellUnless(boolean answered, int member, ViewControl message) {
        if (!answered) {
            council.tell(member, message);
        }
    }

    private boolean isAnswered(IntPredicate answered) {
        // Who is reported and answers all the same lives: it is waited for.
        return answers.enough(answered, i -> phase != Phase.POLLING && poll.hasAnswered(i), ticksInPhase);
    }

    private void checkPoll() {
        if (!isAnswered(poll::hasAnswered) || poll.isToHearMore(ticksInPhase)) {
            return;
        }
        boolean reason = applicants.any()
                || !highest.equals(Ballot.NONE)
                || !acceptor.promised().equals(Ballot.NONE)
                || poll.tellsOfTrouble();
        if (!reason) {
            begin(Phase.IDLE);
            return;
        }
        begin(Phase.PREPARING);
        ballot = new Ballot(attemptAbove(), ballot.member(), ballot.incarnation());
        promises.clear();
        ask();
    }

    private void checkPromises() {
        if (!isAnswered(promises::containsKey)) {
            giveUpWhenLate();
            return;
        }
        Proposer proposer = new Proposer(rules, view, promises, applicants, mostMembers);
        Proposal proposal = proposer.choose(ballot);
        if (proposal == null) {
            giveUpWhenLate();
            return;
        }
        accept = new Accept(ballot, proposal, proposer.holders(proposal.cut()));
        begin(Phase.ACCEPTING);
        accepted.clear();
        ask();
    }

    private void checkAccepted() {
        if (!answers.isQuorum(accepted::contains, ticksInPhase)) {
            giveUpWhenLate();
            return;
        }
        Accept decided = accept;
        Invariant.check(decided != null, "what is decided was proposed");
        if (decided != null) {
            begin(Phase.IDLE);
            council.decided(new Decision(decided.proposal(), decided.holders()));
        }
    }

    private void giveUpWhenLate() {
        if (ticksInPhase > timeoutTicks && phase != Phase.IDLE) {
            attempts++;
            begin(Phase.IDLE);
        }
    }

    /** Names of those that have not answered, for the operator. */
    List<Member> missing() {
        return phase == Phase.POLLING ? poll.missing() : List.of();
    }
}
