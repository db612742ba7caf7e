package io.rmix.examples.jobqueue.replay;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The members, called in turn. One that fails is left out for a while; then one call tries it, and it takes its turns again when that
 * one is answered.
 *
 * <p>All but {@link #join} is for the thread that replays.
 */
final class Turns {
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private int turn;

    private static final class Member {
        private final AsyncJobQueue queue;
        private final Backoff backoff = new Backoff();
        private boolean out;
        private boolean beingTried;
        private long tryAgainAt;

        Member(AsyncJobQueue queue) {
            this.queue = queue;
        }

        boolean isUsable(long now) {
            return !out || (!beingTried && now - tryAgainAt >= 0);
        }
    }

    /** A call's turn at a member. */
    static final class Turn {
        private final Member member;
        private final boolean tries;

        private Turn(Member member) {
            this.member = member;
            this.tries = member.out;
            member.beingTried = tries;
        }

        AsyncJobQueue queue() {
            return member.queue;
        }

        /** The member works. */
        void answered() {
            member.out = false;
            member.beingTried = false;
            member.backoff.reset();
        }

        /** The member does not; calls that were begun before it was left out say nothing new. */
        void failed(long now) {
            if (!member.out || tries) {
                member.out = true;
                member.beingTried = false;
                member.tryAgainAt = now + member.backoff.next();
            }
        }
    }

    Turns(List<? extends AsyncJobQueue> queues) {
        queues.forEach(this::join);
    }

    /** One more takes turns from now on. Any thread. */
    void join(AsyncJobQueue queue) {
        members.add(new Member(queue));
    }

    /** The next turn, or null if every member is left out at the moment. */
    @Nullable Turn next(long now) {
        for (int i = members.size(); i > 0; i--) {
            Member member = members.get(turn);
            turn = (turn + 1) % members.size();
            if (member.isUsable(now)) {
                return new Turn(member);
            }
        }
        return null;
    }

    /** When to ask again after there was no turn: when the first member is to be tried, or soon if they all are. */
    long nextAt(long now) {
        long soonest = Backoff.LONGEST;
        for (Member member : members) {
            if (!member.beingTried) {
                soonest = Math.min(soonest, Math.max(1, member.tryAgainAt - now));
            }
        }
        return now + soonest;
    }
}
