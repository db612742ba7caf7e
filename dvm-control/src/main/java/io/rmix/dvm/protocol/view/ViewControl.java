package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Ballot;
import io.rmix.dvm.Cut;
import io.rmix.dvm.protocol.link.Control;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What members of a view say to each other about the one that follows. Lamport, <i>The Part-Time Parliament</i>, ACM TOCS 16(2), 1998. */
public sealed interface ViewControl extends Control {
    @Override
    default Type type() {
        return Type.VIEW;
    }

    /** Which of them, for an exhaustive switch. */
    Kind kind();

    /** Kinds of these messages. */
    enum Kind {
        /** {@link Poll}. */
        POLL,
        /** {@link PollAnswer}. */
        POLL_ANSWER,
        /** {@link Prepare}. */
        PREPARE,
        /** {@link Promise}. */
        PROMISE,
        /** {@link Refusal}. */
        REFUSAL,
        /** {@link Accept}. */
        ACCEPT,
        /** {@link Accepted}. */
        ACCEPTED,
        /** {@link Decision}. */
        DECISION,
        /** {@link Fetch}. */
        FETCH,
        /** {@link Fetched}. */
        FETCHED,
        /** {@link Installed}. */
        INSTALLED,
        /** {@link AllInstalled}. */
        ALL_INSTALLED,
        /** {@link Behind}. */
        BEHIND,
        /** {@link Gone}. */
        GONE,
        /** {@link Leave}. */
        LEAVE,
        /** {@link Synced}. */
        SYNCED
    }

    /** Would you promise? Nobody freezes for it. */
    record Poll(Ballot ballot) implements ViewControl {
        @Override
        public Kind kind() {
            return Kind.POLL;
        }
    }

    /**
     * Answer to a {@link Poll}.
     *
     * @param promised the highest ballot promised so far
     * @param reports ring indexes of members that the sender does not hear or reach
     */
    record PollAnswer(Ballot ballot, Ballot promised, List<Integer> reports) implements ViewControl {
        /** Copies. */
        public PollAnswer {
            reports = List.copyOf(reports);
        }

        @Override
        public Kind kind() {
            return Kind.POLL_ANSWER;
        }
    }

    /** First phase: promise to accept nothing below this ballot, freeze, and say what you have. */
    record Prepare(Ballot ballot) implements ViewControl {
        @Override
        public Kind kind() {
            return Kind.PREPARE;
        }
    }

    /**
     * Answer to {@link Prepare}.
     *
     * @param received what the sender has of each origin; it takes no more in this view, but for what it fetches
     * @param accepted ballot of the proposal it accepted last, {@link Ballot#NONE} if it accepted none
     * @param proposal that proposal
     * @param reports as in {@link PollAnswer}
     */
    record Promise(
            Ballot ballot,
            Cut received,
            Ballot accepted,
            @Nullable Proposal proposal,
            List<Integer> reports) implements ViewControl {
        /** Copies. */
        public Promise {
            Objects.requireNonNull(received, "received");
            reports = List.copyOf(reports);
        }

        @Override
        public Kind kind() {
            return Kind.PROMISE;
        }
    }

    /** Answer to {@link Prepare} and {@link Accept} from one who has promised something higher. */
    record Refusal(Ballot ballot, Ballot promised) implements ViewControl {
        @Override
        public Kind kind() {
            return Kind.REFUSAL;
        }
    }

    /**
     * Second phase: get what you lack up to the cut, and accept.
     *
     * @param holders for each origin, who has all of it up to the cut
     */
    record Accept(Ballot ballot, Proposal proposal, Holders holders) implements ViewControl {
        @Override
        public Kind kind() {
            return Kind.ACCEPT;
        }
    }

    /** Answer to {@link Accept}: the sender has everything up to the cut. */
    record Accepted(Ballot ballot) implements ViewControl {
        @Override
        public Kind kind() {
            return Kind.ACCEPTED;
        }
    }

    /** What was decided: to all members of the view before, and to all of the new one. */
    record Decision(Proposal proposal, Holders holders) implements ViewControl {
        @Override
        public Kind kind() {
            return Kind.DECISION;
        }
    }

    /**
     * Asks for messages of an origin.
     *
     * @param after the last that the asker has
     * @param through the last that it wants
     */
    record Fetch(int origin, long after, long through) implements ViewControl {
        @Override
        public Kind kind() {
            return Kind.FETCH;
        }
    }

    /** Answer to {@link Fetch}: entries one after another, as in a frame; as many as fit into one. */
    record Fetched(ByteBuffer entries) implements ViewControl {
        @Override
        public Kind kind() {
            return Kind.FETCHED;
        }
    }

    /** To the keeper: the sender has installed its view. */
    record Installed() implements ViewControl {
        @Override
        public Kind kind() {
            return Kind.INSTALLED;
        }
    }

    /** From the keeper: all have installed this view. */
    record AllInstalled() implements ViewControl {
        @Override
        public Kind kind() {
            return Kind.ALL_INSTALLED;
        }
    }

    /** Answer to what came from a later view: tell me how I get there. */
    record Behind() implements ViewControl {
        @Override
        public Kind kind() {
            return Kind.BEHIND;
        }
    }

    /**
     * Answer to one who is too late, or left out.
     *
     * @param view number of the view that the asker is in, 0 if it is in none
     * @param reason for the operator, cut to {@link Control.Suspicion#MAX_REASON} characters
     */
    record Gone(long view, String reason) implements ViewControl {
        /** Cuts the reason to its bound. */
        public Gone {
            reason = reason.substring(0, Math.min(reason.length(), Control.Suspicion.MAX_REASON));
        }

        @Override
        public Kind kind() {
            return Kind.GONE;
        }
    }

    /** To the coordinator: the sender wants to leave. */
    record Leave() implements ViewControl {
        @Override
        public Kind kind() {
            return Kind.LEAVE;
        }
    }

    /** To the coordinator: the sender, a learner, holds the state. */
    record Synced() implements ViewControl {
        @Override
        public Kind kind() {
            return Kind.SYNCED;
        }
    }
}
