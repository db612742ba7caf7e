package io.rmix.dvm.protocol.transfer;

import io.rmix.dvm.protocol.link.Control;
import java.nio.ByteBuffer;

/** What a learner and its sponsor say to each other. */
public sealed interface TransferControl extends Control {
    @Override
    default Type type() {
        return Type.TRANSFER;
    }

    /** Which of them, for an exhaustive switch. */
    Kind kind();

    /** Kinds of these messages. */
    enum Kind {
        /** {@link SnapshotRequest}. */
        SNAPSHOT_REQUEST,
        /** {@link Snapshot}. */
        SNAPSHOT,
        /** {@link ChunkRequest}. */
        CHUNK_REQUEST,
        /** {@link Chunk}. */
        CHUNK
    }

    /**
     * Learner to voter: take a snapshot for me. Repeated until it is answered.
     *
     * @param attempt grows with each snapshot that the learner wants; what was taken for a lower one is dropped
     */
    record SnapshotRequest(long attempt) implements TransferControl {
        @Override
        public Kind kind() {
            return Kind.SNAPSHOT_REQUEST;
        }
    }

    /**
     * Sponsor to learner: it is taken.
     *
     * @param attempt of the request
     * @param label what is in it
     * @param size in bytes
     */
    record Snapshot(long attempt, Label label, long size) implements TransferControl {
        @Override
        public Kind kind() {
            return Kind.SNAPSHOT;
        }
    }

    /**
     * Learner to sponsor: send me what follows.
     *
     * @param attempt of the request that the snapshot was taken for
     * @param offset of the first byte wanted
     */
    record ChunkRequest(long attempt, long offset) implements TransferControl {
        @Override
        public Kind kind() {
            return Kind.CHUNK_REQUEST;
        }
    }

    /**
     * Sponsor to learner: a piece of a snapshot.
     *
     * @param attempt of the request that the snapshot was taken for
     * @param offset of its first byte
     * @param bytes from position to limit
     */
    record Chunk(long attempt, long offset, ByteBuffer bytes) implements TransferControl {
        @Override
        public Kind kind() {
            return Kind.CHUNK;
        }
    }
}
