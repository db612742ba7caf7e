package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.Member;
import io.rmix.dvm.MemberState;
import io.rmix.dvm.Order;
import io.rmix.dvm.Outcome;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.Control;
import io.rmix.dvm.protocol.steady.DeliveryQueue;
import java.util.List;

/**
 * What the core wants done. One object for each frame or burst, none for a message. What the transfer of state wants done is a {@link TransferEffect}.
 */
public sealed interface Effect
        permits Effect.SendFrame,
                Effect.SendControl,
                Effect.AskContacts,
                Effect.Reach,
                Effect.Deliver,
                Effect.Completed,
                Effect.Failed,
                Effect.WindowOpened,
                Effect.Suspected,
                Effect.Trusted,
                Effect.ViewInstalled,
                Effect.StateChanged,
                Effect.Refused,
                TransferEffect {
    /** The effect's type, for an exhaustive switch. */
    Type type();

    /** Types of effects. */
    enum Type {
        /** {@link SendFrame}. */
        SEND_FRAME,
        /** {@link SendControl}. */
        SEND_CONTROL,
        /** {@link AskContacts}. */
        ASK_CONTACTS,
        /** {@link Reach}. */
        REACH,
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
        /** {@link Trusted}. */
        TRUSTED,
        /** {@link ViewInstalled}. */
        VIEW_INSTALLED,
        /** {@link StateChanged}. */
        STATE_CHANGED,
        /** {@link TransferEffect.TakeSnapshot}. */
        TAKE_SNAPSHOT,
        /** {@link TransferEffect.SendChunk}. */
        SEND_CHUNK,
        /** {@link TransferEffect.DropSnapshot}. */
        DROP_SNAPSHOT,
        /** {@link TransferEffect.KeepChunk}. */
        KEEP_CHUNK,
        /** {@link TransferEffect.Restore}. */
        RESTORE,
        /** {@link TransferEffect.DropDeliveries}. */
        DROP_DELIVERIES,
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
     * @param awaited whether something waits for word that it was taken. If not, that may come with word of a later frame, or after {@value #LATER_MILLIS} ms
     */
    record SendFrame(long position, byte[] log, int offset, int length, boolean repeated, boolean awaited)
            implements Effect {
        /** How late word of a frame that is not awaited may be, in milliseconds. */
        public static final int LATER_MILLIS = 20;

        @Override
        public Type type() {
            return Type.SEND_FRAME;
        }
    }

    /**
     * Send a control message; not retried, its loss is expected.
     *
     * @param identity goes with it, and names the receiver
     * @param message what to say
     */
    record SendControl(Identity identity, Control message) implements Effect {
        @Override
        public Type type() {
            return Type.SEND_CONTROL;
        }
    }

    /**
     * Send a control message to one of the contacts, another one each time: some member of the DVM whose name need not be known.
     *
     * @param identity goes with it, and names no receiver
     * @param message what to say
     */
    record AskContacts(Identity identity, Control message) implements Effect {
        @Override
        public Type type() {
            return Type.ASK_CONTACTS;
        }
    }

    /**
     * A process that is in no view is about to be told something: where it is reached.
     *
     * @param member who
     * @param endpoints its addresses, as it told them
     */
    record Reach(Member member, List<String> endpoints) implements Effect {
        /** Copies. */
        public Reach {
            endpoints = List.copyOf(endpoints);
        }

        @Override
        public Type type() {
            return Type.REACH;
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
     * A member of the view is suspected.
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
     * A member that was suspected is reported by nobody any more.
     *
     * @param member who
     */
    record Trusted(Member member) implements Effect {
        @Override
        public Type type() {
            return Type.TRUSTED;
        }
    }

    /**
     * A view is installed: what was delivered before it belongs to the view before, what is delivered from now on to this one. All own broadcasts
     * of the view before are completed; sequence numbers begin at 1 again. The link to the successor is to be connected and reported with {@link Event.LinkUp}, whether it
     * was there before or not.
     *
     * @param view the view
     * @param self ring index of this member
     * @param deliveries where deliveries of this view are read
     */
    record ViewInstalled(View view, int self, DeliveryQueue deliveries) implements Effect {
        @Override
        public Type type() {
            return Type.VIEW_INSTALLED;
        }
    }

    /**
     * The member's state changed. After LEFT nothing follows but {@link Refused}; submissions that wait outside of the core end NOT_INVOKED.
     *
     * @param state the new state
     * @param reason for the operator
     */
    record StateChanged(MemberState state, String reason) implements Effect {
        @Override
        public Type type() {
            return Type.STATE_CHANGED;
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
