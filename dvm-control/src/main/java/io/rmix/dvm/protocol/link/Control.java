package io.rmix.dvm.protocol.link;

import java.util.List;
import java.util.Objects;

/**
 * What members say to each other beside frames. Control messages may be lost, repeated and reordered, among themselves and against
 * frames; every rule that uses one holds all the same.
 */
public interface Control {
    /** The message's type, for an exhaustive switch. */
    Type type();

    /** Types of control messages. */
    enum Type {
        /** {@link Heartbeat}. */
        HEARTBEAT,
        /** {@link PositionQuery}. */
        POSITION_QUERY,
        /** {@link Position}. */
        POSITION,
        /** {@link Pull}. */
        PULL,
        /** {@link Known}. */
        KNOWN,
        /** {@link Suspicion}. */
        SUSPICION,
        /** What decides on the next view. */
        VIEW,
        /** What a process says that wants to be in a view, and what is answered. */
        JOIN,
        /** State on its way to a learner. */
        TRANSFER
    }

    /**
     * Predecessor to successor, every heartbeat; answered with a {@link Position}.
     *
     * @param logEnd end of what the sender has sent at least once: what the receiver lacks below it may be lost
     */
    record Heartbeat(long logEnd) implements Control {
        @Override
        public Type type() {
            return Type.HEARTBEAT;
        }
    }

    /** Predecessor to successor after a connection was made: how far have you come? Answered with a {@link Position}. */
    record PositionQuery() implements Control {
        @Override
        public Type type() {
            return Type.POSITION_QUERY;
        }
    }

    /**
     * Successor to predecessor: acknowledges the log below a position.
     *
     * @param position end of what the sender of this message has taken
     * @param holding whether it takes no frames now, because its application is slow; it pulls when it does again
     */
    record Position(long position, boolean holding) implements Control {
        @Override
        public Type type() {
            return Type.POSITION;
        }
    }

    /**
     * Successor to predecessor: send again from here. Acknowledges as {@link Position} does.
     *
     * @param position where to go on
     */
    record Pull(long position) implements Control {
        @Override
        public Type type() {
            return Type.PULL;
        }
    }

    /**
     * Successor to predecessor: what the sender has, and what of it everybody has. True whenever it comes.
     *
     * @param received last sequence number received of each origin, in ring order; of itself: originated
     * @param stable last sequence number of each origin that is known to be stable, no greater
     */
    record Known(List<Long> received, List<Long> stable) implements Control {
        /** Copies both. */
        public Known {
            received = List.copyOf(received);
            stable = List.copyOf(stable);
        }

        @Override
        public Type type() {
            return Type.KNOWN;
        }
    }

    /**
     * To every member: the sender does not hear somebody, or cannot reach it. Holds as long as it is repeated, once a heartbeat.
     *
     * @param suspect ring index of the suspected member
     * @param reason for the operator, at most 500 characters
     */
    record Suspicion(int suspect, String reason) implements Control {
        /** Longest reason. */
        public static final int MAX_REASON = 500;

        /** Cuts the reason to its bound. */
        public Suspicion {
            Objects.requireNonNull(reason, "reason");
            reason = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
        }

        @Override
        public Type type() {
            return Type.SUSPICION;
        }
    }
}
