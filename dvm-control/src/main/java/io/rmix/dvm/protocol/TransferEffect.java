package io.rmix.dvm.protocol;

import io.rmix.dvm.Identity;
import io.rmix.dvm.protocol.transfer.Label;
import java.nio.ByteBuffer;

/** What the core wants done to bring a learner the state: at the member that gives it, and at the learner. */
public sealed interface TransferEffect extends Effect {
    /**
     * The application is to take a snapshot between two deliveries without being held up by it, to keep it, and to report {@link
     * Event.SnapshotTaken}.
     *
     * @param id names it
     */
    record TakeSnapshot(long id) implements TransferEffect {
        @Override
        public Type type() {
            return Type.TAKE_SNAPSHOT;
        }
    }

    /**
     * Send a piece of a snapshot, as a {@link io.rmix.dvm.protocol.transfer.TransferControl.Chunk}.
     *
     * @param identity goes with it, and names the receiver
     * @param attempt for the message
     * @param id of the snapshot
     * @param offset of the first byte
     * @param length in bytes
     */
    record SendChunk(Identity identity, long attempt, long id, long offset, int length) implements TransferEffect {
        @Override
        public Type type() {
            return Type.SEND_CHUNK;
        }
    }

    /**
     * A snapshot is needed no more.
     *
     * @param id of the snapshot
     */
    record DropSnapshot(long id) implements TransferEffect {
        @Override
        public Type type() {
            return Type.DROP_SNAPSHOT;
        }
    }

    /**
     * A piece of the state that this learner gets; the one at 0 makes void what was kept before.
     *
     * @param offset of its first byte
     * @param bytes from position to limit; to be copied before the event that brought them returns
     */
    record KeepChunk(long offset, ByteBuffer bytes) implements TransferEffect {
        @Override
        public Type type() {
            return Type.KEEP_CHUNK;
        }
    }

    /**
     * All pieces are here: the application takes over the state, drops deliveries that are in it, reads the others from then on, and reports {@link
     * Event.Restored}. Before it, a learner's application reads nothing.
     *
     * @param label what is in it
     */
    record Restore(Label label) implements TransferEffect {
        @Override
        public Type type() {
            return Type.RESTORE;
        }
    }

    /**
     * The learner's application is to drop deliveries unread, and to report them consumed.
     *
     * @param through number of the last
     */
    record DropDeliveries(long through) implements TransferEffect {
        @Override
        public Type type() {
            return Type.DROP_DELIVERIES;
        }
    }
}
