package io.rmix.dvm.protocol.view;

import io.rmix.dvm.Member;
import io.rmix.dvm.ViewMember;
import io.rmix.dvm.protocol.link.Control;
import java.util.List;
import java.util.Objects;

/** What a process says that wants to be in a view, and what members answer. */
public sealed interface JoinControl extends Control {
    @Override
    default Type type() {
        return Type.JOIN;
    }

    /** Which of them, for an exhaustive switch. */
    Kind kind();

    /** Kinds of these messages. */
    enum Kind {
        /** {@link Join}. */
        JOIN,
        /** {@link Place}. */
        PLACE,
        /** {@link Ping}. */
        PING,
        /** {@link Pong}. */
        PONG
    }

    /**
     * To any member, which passes it on to the coordinator. Repeated once a heartbeat.
     *
     * @param joiner who asks, for the message may come from another member
     * @param proof the two neighbours that answered its pings, or nobody
     */
    record Join(Joiner joiner, List<Member> proof) implements JoinControl {
        /** Copies; proof is nobody or two. */
        public Join {
            Objects.requireNonNull(joiner, "joiner");
            proof = List.copyOf(proof);
            if (!proof.isEmpty() && proof.size() != 2) {
                throw new IllegalArgumentException("proof of " + proof.size() + " neighbours: expected none or two");
            }
        }

        @Override
        public Kind kind() {
            return Kind.JOIN;
        }
    }

    /**
     * Answer of the coordinator: between these two you would be; show that you reach both and both reach you.
     *
     * @param predecessor the one before
     * @param successor the one behind; in a view of one the same
     */
    record Place(ViewMember predecessor, ViewMember successor) implements JoinControl {
        @Override
        public Kind kind() {
            return Kind.PLACE;
        }
    }

    /**
     * From a joiner to a neighbour to be.
     *
     * @param joiner the sender, with what the answer needs to find it
     */
    record Ping(Joiner joiner) implements JoinControl {
        @Override
        public Kind kind() {
            return Kind.PING;
        }
    }

    /** Answer to {@link Ping} and {@link Join} of whoever is in a view, over a connection of the answering side. */
    record Pong() implements JoinControl {
        @Override
        public Kind kind() {
            return Kind.PONG;
        }
    }
}
