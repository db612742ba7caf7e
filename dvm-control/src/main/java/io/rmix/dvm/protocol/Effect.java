package io.rmix.dvm.protocol;

import io.rmix.dvm.Member;
import io.rmix.dvm.Order;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.protocol.link.Control;

/** What the core wants done. One object for each frame or burst, none for a message. */
public sealed interface Effect {
    /** The effect's type, for an exhaustive switch. */
    Type type();

    /** Types of effects. */
    enum Type {
        /** {@link SendFrame}. */
        SEND_FRAME,
        /** {@link SendControl}. */
        SEND_CONTROL,
        /** {@link Deliver}. */
        DELIVER,
        /** {@link Completed}. */
        COMPLETED,
        /** {@link Failed}. */
        FAILED,
        /** {@link WindowOpened}. */
        WINDOW_OPENED,
        /** {@link Suspected}. */
        SUSPECTED,
        /** {@link ViewEnded}. */
        VIEW_ENDED,
        /** {@link Refused}. */
        REFUSED
    }

    /**
     * Send a frame to the successor. It uses up one of the frames that the link was granted.
     *
     * @param position log position of the first entry
     * @param log array that holds the entries. They stay there until the successor is known to have them, so a frame that goes out for the first time
     *     may be read from here as long as it is under way
     * @param offset of the first byte
     * @param length in bytes, at least one entry
     * @param repeated whether some of it was sent before: then the successor may have it already, and it is to be copied <em>before the next call of
     *     the core</em>
     */
    record SendFrame(long position, byte[] log, int offset, int length, boolean repeated) implements Effect {
        @Override
        public Type type() {
            return Type.SEND_FRAME;
        }
    }

    /**
     * Send a control message; not retried, its loss is expected.
     *
     * @param target ring index of the receiver
     * @param message what to say
     */
    record SendControl(int target, Control message) implements Effect {
        @Override
        public Type type() {
            return Type.SEND_CONTROL;
        }
    }

    /**
     * Deliver to the application, in this order, on the delivery thread: read each with {@link
     * io.rmix.dvm.protocol.steady.DeliveryQueue#read} and report with {@link Event.Consumed}.
     *
     * @param from number of the first delivery, counted from 1
     * @param to number of the last
     */
    record Deliver(long from, long to) implements Effect {
        @Override
        public Type type() {
            return Type.DELIVER;
        }
    }

    /**
     * Own broadcasts were delivered here, so every member of the view has them. Comes after the {@link Deliver} that holds them.
     *
     * @param order atomic or reliable
     * @param through every own message of that order with a sequence number up to this one
     */
    record Completed(Order order, long through) implements Effect {
        @Override
        public Type type() {
            return Type.COMPLETED;
        }
    }

    /**
     * Own broadcasts that will not complete.
     *
     * @param order atomic or reliable
     * @param after every own message of that order with a greater sequence number than this one
     * @param through and up to this one
     * @param outcome what their submitter may conclude
     */
    record Failed(Order order, long after, long through, Outcome outcome) implements Effect {
        @Override
        public Type type() {
            return Type.FAILED;
        }
    }

    /** {@link MemberCore#submit} refused for want of room before, and may be tried again. */
    record WindowOpened() implements Effect {
        @Override
        public Type type() {
            return Type.WINDOW_OPENED;
        }
    }

    /**
     * A member of the view is suspected; the suspicion stands until the view ends.
     *
     * @param member who
     * @param reason why, and who says so
     */
    record Suspected(Member member, String reason) implements Effect {
        @Override
        public Type type() {
            return Type.SUSPECTED;
        }
    }

    /**
     * This member takes part no more: it delivers nothing further, and every later submission ends {@link Outcome#NOT_INVOKED}, as do those
     * that wait outside of the core. Always the last effect of a core, but for {@link Refused}.
     *
     * @param reason why
     */
    record ViewEnded(String reason) implements Effect {
        @Override
        public Type type() {
            return Type.VIEW_ENDED;
        }
    }

    /**
     * A peer sent what cannot be taken; to be logged and answered.
     *
     * @param reason what, from whom, and both sides' values
     */
    record Refused(String reason) implements Effect {
        @Override
        public Type type() {
            return Type.REFUSED;
        }
    }
}
