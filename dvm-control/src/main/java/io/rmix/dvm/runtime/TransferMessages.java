package io.rmix.dvm.runtime;

import com.google.protobuf.UnsafeByteOperations;
import io.rmix.dvm.proto.v1.Chunk;
import io.rmix.dvm.proto.v1.ChunkRequest;
import io.rmix.dvm.proto.v1.ControlMessage;
import io.rmix.dvm.proto.v1.Snapshot;
import io.rmix.dvm.proto.v1.SnapshotRequest;
import io.rmix.dvm.protocol.transfer.Label;
import io.rmix.dvm.protocol.transfer.TransferControl;

/** State on its way to a learner, as messages and back; {@link Messages} is the way in. */
final class TransferMessages {
    private TransferMessages() {}

    static ControlMessage.Builder write(ControlMessage.Builder into, TransferControl control) {
        return switch (control.kind()) {
            case SNAPSHOT_REQUEST ->
                into.setSnapshotRequest(
                        SnapshotRequest.newBuilder().setAttempt(((TransferControl.SnapshotRequest) control).attempt()));
            case SNAPSHOT -> {
                TransferControl.Snapshot snapshot = (TransferControl.Snapshot) control;
                yield into.setSnapshot(Snapshot.newBuilder()
                        .setAttempt(snapshot.attempt())
                        .setViewNumber(snapshot.label().view())
                        .setDeliveries(snapshot.label().deliveries())
                        .setSize(snapshot.size()));
            }
            case CHUNK_REQUEST -> {
                TransferControl.ChunkRequest request = (TransferControl.ChunkRequest) control;
                yield into.setChunkRequest(
                        ChunkRequest.newBuilder().setAttempt(request.attempt()).setOffset(request.offset()));
            }
            case CHUNK -> {
                TransferControl.Chunk chunk = (TransferControl.Chunk) control;
                yield into.setChunk(Chunk.newBuilder()
                        .setAttempt(chunk.attempt())
                        .setOffset(chunk.offset())
                        .setPiece(UnsafeByteOperations.unsafeWrap(chunk.bytes())));
            }
        };
    }

    static TransferControl read(ControlMessage message) {
        return switch (message.getMessageCase()) {
            case SNAPSHOT_REQUEST ->
                new TransferControl.SnapshotRequest(
                        attempt(message.getSnapshotRequest().getAttempt()));
            case SNAPSHOT -> {
                Snapshot snapshot = message.getSnapshot();
                Label label = new Label(
                        Checked.number(snapshot.getViewNumber(), 1, "number of the view"),
                        Checked.number(snapshot.getDeliveries(), 0, "number of deliveries"));
                yield new TransferControl.Snapshot(
                        attempt(snapshot.getAttempt()), label, Checked.number(snapshot.getSize(), 0, "size"));
            }
            case CHUNK_REQUEST ->
                new TransferControl.ChunkRequest(
                        attempt(message.getChunkRequest().getAttempt()),
                        Checked.number(message.getChunkRequest().getOffset(), 0, "offset"));
            case CHUNK ->
                new TransferControl.Chunk(
                        attempt(message.getChunk().getAttempt()),
                        Checked.number(message.getChunk().getOffset(), 0, "offset"),
                        message.getChunk().getPiece().asReadOnlyByteBuffer());
            default -> throw new IllegalArgumentException("nothing about the transfer of state");
        };
    }

    private static long attempt(long value) {
        return Checked.number(value, 1, "attempt");
    }
}
