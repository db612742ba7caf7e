package io.rmix.dvm.runtime;

import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.TransferEffect;
import io.rmix.dvm.protocol.transfer.Label;
import io.rmix.dvm.protocol.transfer.TransferControl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State on its way: takes snapshots for learners, without holding up the apply thread for longer than the services take to make one, and puts together the one that this
 * member gets.
 *
 * <p><b>Threads.</b> The protocol loop.
 */
final class StateTransfer {
    private static final Logger LOG = LoggerFactory.getLogger(StateTransfer.class);

    private final ProtocolLoop protocol;
    private final ApplyThread apply;
    private final Executor writing;
    private final ControlLinks controls;
    private final Consumer<Throwable> unusable;
    private final Map<Long, byte[]> taken = new HashMap<>();
    private ByteArrayOutputStream received = new ByteArrayOutputStream();

    /**
     * @param writing takes long
     * @param unusable told, on the apply thread, if the state that came cannot be taken over
     */
    StateTransfer(
            ProtocolLoop protocol,
            ApplyThread apply,
            Executor writing,
            ControlLinks controls,
            Consumer<Throwable> unusable) {
        this.protocol = protocol;
        this.apply = apply;
        this.writing = writing;
        this.controls = controls;
        this.unusable = unusable;
    }

    void take(long id) {
        apply.execute(applier -> {
            StateImage.Moment moment = applier.moment();
            try {
                writing.execute(() -> write(id, moment));
            } catch (RejectedExecutionException e) {
                LOG.debug("snapshot {} is not written: the node is closed", id);
            }
        });
    }

    private void write(long id, StateImage.Moment moment) {
        try {
            byte[] bytes = moment.write();
            protocol.execute(() -> {
                taken.put(id, bytes);
                protocol.handle(new Event.SnapshotTaken(id, moment.label(), bytes.length));
            });
        } catch (IOException | RuntimeException e) {
            // The learner asks another member when this one says nothing.
            LOG.error("the state at position {} could not be written for a learner", moment.position(), e);
        }
    }

    void send(TransferEffect.SendChunk chunk) {
        byte[] bytes = taken.get(chunk.id());
        if (bytes != null) {
            ByteBuffer piece = ByteBuffer.wrap(bytes, (int) chunk.offset(), chunk.length());
            controls.send(chunk.identity(), new TransferControl.Chunk(chunk.attempt(), chunk.offset(), piece));
        }
    }

    void drop(long id) {
        taken.remove(id);
    }

    void keep(TransferEffect.KeepChunk chunk) {
        if (chunk.offset() == 0) {
            received = new ByteArrayOutputStream();
        }
        byte[] piece = new byte[chunk.bytes().remaining()];
        chunk.bytes().duplicate().get(piece);
        received.writeBytes(piece);
    }

    void restore(Label label) {
        byte[] state = received.toByteArray();
        received = new ByteArrayOutputStream();
        apply.execute(applier -> {
            try {
                applier.restore(label, state);
            } catch (IOException | RuntimeException e) {
                unusable.accept(e);
                return;
            }
            LOG.info("took over a state of {} bytes at position {}", state.length, applier.position());
            apply.begin();
            protocol.execute(() -> protocol.handle(new Event.Restored()));
        });
    }
}
