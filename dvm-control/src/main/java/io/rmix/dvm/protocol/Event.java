package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.Lineage;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.transfer.Label;
import java.nio.ByteBuffer;
import java.util.Objects;

/** What happens to a member. Submissions are no events: {@link MemberCore#submit} takes them without an object for each. */
public sealed interface Event {
    /** The event's type, for an exhaustive switch. */
    Type type();

    /** Types of events. */
    enum Type {
        /** {@link FrameReceived}. */
        FRAME_RECEIVED,
        /** {@link ControlReceived}. */
        CONTROL_RECEIVED,
        /** {@link LinkUp}. */
        LINK_UP,
        /** {@link LinkReady}. */
        LINK_READY,
        /** {@link LinkDown}. */
        LINK_DOWN,
        /** {@link Consumed}. */
        CONSUMED,
        /** {@link Founded}. */
        FOUNDED,
        /** {@link Leave}. */
        LEAVE,
        /** {@link ForceView}. */
        FORCE_VIEW,
        /** {@link SnapshotTaken}. */
        SNAPSHOT_TAKEN,
        /** {@link Restored}. */
        RESTORED,
        /** {@link Tick}. */
        TICK
    }

    /**
     * A frame came in over the link from the predecessor.
     *
     * @param identity as written by its sender
     * @param position log position of the first entry
     * @param entries from position to limit; read before {@link MemberCore#handle} returns and not kept; may be direct or read-only
     */
    record FrameReceived(Identity identity, long position, ByteBuffer entries) implements Event {
        /** Refuses null. */
        public FrameReceived {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(entries, "entries");
        }

        @Override
        public Type type() {
            return Type.FRAME_RECEIVED;
        }
    }

    /**
     * A control message came in.
     *
     * @param identity as written by its sender
     * @param message what it says
     */
    record ControlReceived(Identity identity, Control message) implements Event {
        /** Refuses null. */
        public ControlReceived {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(message, "message");
        }

        @Override
        public Type type() {
            return Type.CONTROL_RECEIVED;
        }
    }

    /**
     * The link to the successor has a connection: the first one, one after a break, or one over another provider. Nothing goes out
     * before the successor has told its position.
     *
     * @param frames how many frames the connection takes now; replaces what was granted before
     */
    record LinkUp(int frames) implements Event {
        /** Refuses less than one frame. */
        public LinkUp {
            atLeastOne(frames);
        }

        @Override
        public Type type() {
            return Type.LINK_UP;
        }
    }

    /**
     * The connection to the successor can take more: usually one for each frame that the transport has passed on.
     *
     * @param frames how many more
     */
    record LinkReady(int frames) implements Event {
        /** Refuses less than one frame. */
        public LinkReady {
            atLeastOne(frames);
        }

        @Override
        public Type type() {
            return Type.LINK_READY;
        }
    }

    /**
     * The connection to the successor broke; what it was granted is void.
     *
     * @param reason for the operator
     */
    record LinkDown(String reason) implements Event {
        /** Refuses null. */
        public LinkDown {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public Type type() {
            return Type.LINK_DOWN;
        }
    }

    /**
     * The application is through with deliveries, which are not read again: their bytes may be reused.
     *
     * @param through number of the last delivery consumed (the {@code to} of {@link Effect.Deliver} when all are)
     */
    record Consumed(long through) implements Event {
        @Override
        public Type type() {
            return Type.CONSUMED;
        }
    }

    /**
     * The first view of a lineage was agreed on elsewhere; of no effect on a member that is in a view already.
     *
     * @param view holds this member
     */
    record Founded(View view) implements Event {
        @Override
        public Type type() {
            return Type.FOUNDED;
        }
    }

    /** The member is to leave the DVM: it originates nothing more, and is LEFT when the next view is decided. */
    record Leave() implements Event {
        @Override
        public Type type() {
            return Type.LEAVE;
        }
    }

    /**
     * An operator has decided that the other members will not come back, or do not count: this one goes on alone with what it has, in a lineage of its own.
     * Members of the old lineage that turn up later are told that they are gone. Of no effect on one that is in no view or a learner.
     *
     * @param lineage chosen at random
     */
    record ForceView(Lineage lineage) implements Event {
        @Override
        public Type type() {
            return Type.FORCE_VIEW;
        }
    }

    /**
     * The application has taken the snapshot that {@link TransferEffect.TakeSnapshot} asked for.
     *
     * @param id of the effect
     * @param label what is in it
     * @param size in bytes
     */
    record SnapshotTaken(long id, Label label, long size) implements Event {
        @Override
        public Type type() {
            return Type.SNAPSHOT_TAKEN;
        }
    }

    /** The application has taken over the state that {@link TransferEffect.Restore} gave it: the learner may become a voter. */
    record Restored() implements Event {
        @Override
        public Type type() {
            return Type.RESTORED;
        }
    }

    /**
     * Time passes; to be called once every heartbeat.
     *
     * @param now nanoseconds of any monotonic clock
     */
    record Tick(long now) implements Event {
        @Override
        public Type type() {
            return Type.TICK;
        }
    }

    private static void atLeastOne(int frames) {
        if (frames < 1) {
            throw new IllegalArgumentException("frames is " + frames + ": expected 1 or more");
        }
    }
}
