package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Cut;
import io.rmix.dvm.Invariant;
import io.rmix.dvm.Member;
import io.rmix.dvm.QuorumPolicy;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.ControlOutbox;
import io.rmix.dvm.protocol.view.ViewControl.Decision;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.ObjIntConsumer;

/**
 * Decides, at one member, what follows a view: its part as an acceptor, as a coordinator, and in bringing what it lacks up to the cut. Single-decree consensus among the
 * view's voters (Lamport, <i>The Part-Time Parliament</i>, ACM TOCS 16(2), 1998); docs/MEMBERSHIP.md has the steps.
 */
public final class ViewChange {
    private final View view;
    private final int self;
    private final int mostMembers;
    private final ControlOutbox outbox;
    private final Reports reports;
    private final Applicants applicants;
    private final Quorum quorum;
    private final Follower follower;
    private final Coordinator coordinator;
    private final Dispatcher dispatcher;
    private final ArrayDeque<ViewControl> toSelf = new ArrayDeque<>();
    private boolean isDecider;

    /** What the member has of its view. */
    public interface Kept {
        /** Takes no more frames, originates and delivers nothing more. May be called again. */
        void freeze();

        /** Last sequence number received of each origin. */
        Cut received();

        /** Last sequence number received of an origin. */
        long received(int origin);

        /** Messages that were fetched came in, of which those up to a cut are wanted; tells what is wrong with them. */
        String fetched(ByteBuffer entries, Cut wanted);
    }

    /** Nothing is decided yet. */
    public ViewChange(
            SharedConfiguration shared,
            QuorumPolicy policy,
            ViewRules rules,
            View view,
            int self,
            Reports reports,
            ControlOutbox outbox,
            Kept kept) {
        this.view = view;
        this.self = self;
        this.mostMembers = shared.maxMembers();
        this.outbox = outbox;
        this.reports = reports;
        this.applicants = new Applicants(view);
        Acceptor acceptor = new Acceptor(rules);
        this.quorum = new Quorum(policy, view, rules);
        Flush flush = new Flush(view.size(), self, rules, outbox, kept::received);
        this.coordinator = new Coordinator(
                shared, rules, view, self, quorum, reports, applicants, acceptor, new Coordinator.Council() {
                    @Override
                    public void tell(int member, ViewControl message) {
                        ViewChange.this.tell(member, message);
                    }

                    @Override
                    public void decided(Decision decided) {
                        decidedHere(decided);
                    }
                });
        ObjIntConsumer<ViewControl> voice = (message, member) -> tell(member, message);
        this.follower = new Follower(
                view, self, mostMembers, rules, acceptor, flush, kept, reports, voice, coordinator::standBack);
        this.dispatcher = new Dispatcher(view, self, reports, acceptor, coordinator, follower, voice);
    }

    /** What was decided, once everything up to its cut is here. */
    public Optional<Decision> ready() {
        return follower.isReady() ? decision() : Optional.empty();
    }

    /** What was decided, whether everything up to its cut is here or not. */
    public Optional<Decision> decision() {
        return Optional.ofNullable(follower.decision());
    }

    private boolean isDecided() {
        return follower.decision() != null;
    }

    /** Whether this member counted the quorum, and so is to tell those that were in no view before. */
    public boolean isDecider() {
        return isDecider;
    }

    /** Whether a promise was made: the view is on its way out. */
    public boolean isFrozen() {
        return follower.isFrozen();
    }

    /** Ticks for which a quorum has not answered; or, where the next view is decided, nobody who has what is lacking for it. */
    public int unanswered() {
        return isDecided() ? follower.unanswered() : coordinator.unanswered();
    }

    /** Whether there can be a quorum without some members. */
    public boolean isPossible(IntPredicate gone) {
        return quorum.reached(member -> !gone.test(member), gone);
    }

    /** Voters that have not answered this member's poll, or who has what it lacks. */
    public List<Member> missing() {
        return isDecided() ? follower.missing().stream().map(view::member).toList() : coordinator.missing();
    }

    /** Whether the next view is decided, and none of the others can have what is lacking here for it: each is gone, or had nothing when it was asked last. */
    public boolean isLost(IntPredicate gone) {
        boolean lost = isDecided();
        for (int i = 0; i < view.size(); i++) {
            lost &= i == self || gone.test(i) || follower.emptyHanded().get(i);
        }
        return lost;
    }

    /** How many want to join, to leave, or to become voters, as far as this member knows. */
    public int applicants() {
        return applicants.size();
    }

    /** Ring index of the voter who coordinates by convention, as far as this member knows. */
    public int coordinator() {
        int first = -1;
        for (int i = 0; i < view.size(); i++) {
            if (view.isVoter(i)
                    && !reports.isSuspected(i)
                    && (first < 0
                            || view.member(i).priority() > view.member(first).priority())) {
                first = i;
            }
        }
        return first < 0 ? view.firstVoter() : first;
    }

    /** A heartbeat's time has passed. */
    public void tick() {
        applicants.tick();
        follower.tick();
        if (!isDecided()) {
            coordinator.tick();
        }
        answerSelf();
    }

    /** Something may be a reason for another view. */
    public void consider() {
        if (!isDecided()) {
            coordinator.consider();
            answerSelf();
        }
    }

    /** A member wants to leave, and says so to this one, the coordinator. */
    public void leave(int member) {
        applicants.leave(member);
        consider();
    }

    /** A learner holds the state. */
    public void synced(int member) {
        applicants.synced(member);
        consider();
    }

    /** Why a process cannot join as long as this view is as it is; empty if it can. */
    public String refusal(Joiner joiner) {
        return applicants.refusal(joiner, mostMembers);
    }

    /**
     * A process wants to join.
     *
     * @return ring index of the member behind which it would be, or -1 while there is no place for it
     */
    public int join(Joiner joiner, List<Member> proof) {
        int gap = applicants.join(joiner, proof, reports::isSuspected);
        consider();
        return gap;
    }

    /**
     * A message on what follows this view came in from one of its members.
     *
     * @return the empty string, or what is wrong with it
     */
    public String told(int source, ViewControl message) {
        String wrong = take(source, message);
        answerSelf();
        return wrong;
    }

    private String take(int source, ViewControl message) {
        switch (message.kind()) {
            case LEAVE -> leave(source);
            case SYNCED -> synced(source);
            default -> {
                return dispatcher.take(source, message);
            }
        }
        return "";
    }

    /**
     * A decision came in, whoever knows it.
     *
     * @return the empty string, or what is wrong with it
     */
    public String decision(Decision message) {
        return follower.decided(message);
    }

    private void decidedHere(Decision decided) {
        isDecider = !isDecided();
        for (int i = 0; i < view.size(); i++) {
            if (i != self) {
                outbox.tell(i, decided);
            }
        }
        String wrong = follower.decided(decided);
        Invariant.check(wrong.isEmpty(), "what is decided here fits");
    }

    private void tell(int member, ViewControl message) {
        if (member == self) {
            toSelf.add(message);
        } else {
            outbox.tell(member, message);
        }
    }

    private void answerSelf() {
        for (ViewControl message; (message = toSelf.poll()) != null; ) {
            String wrong = take(self, message);
            if (!wrong.isEmpty()) {
                throw new IllegalStateException(message + " to itself: " + wrong);
            }
        }
    }
}
