package io.rmix.dvm.runtime;

import com.google.protobuf.InvalidProtocolBufferException;
import io.rmix.ServerContext;
import io.rmix.dvm.Identity;
import io.rmix.dvm.proto.v1.ControlMessage;
import io.rmix.dvm.proto.v1.Frame;
import io.rmix.dvm.proto.v1.Taken;
import io.rmix.dvm.protocol.Event;
import io.rmix.dvm.protocol.link.Control;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the other members call. Frames wait here, on the lane's thread, until the core has taken those before, so that no more are held than are in flight.
 *
 * <p><b>Threads.</b> The I/O threads of providers, which run servants directly here.
 */
final class MemberPort implements RingService, ControlService {
    private static final Logger LOG = LoggerFactory.getLogger(MemberPort.class);
    /** Control messages that may wait for the core; what comes beyond is dropped, as if it were lost. */
    private static final int CONTROLS = 1024;

    private final ProtocolLoop protocol;
    private final Semaphore frames;
    private final Semaphore controls = new Semaphore(CONTROLS);
    private final OnceLog refusals = new OnceLog(LOG);
    private volatile boolean open;
    private volatile boolean closed;
    private volatile @Nullable Known known;
    private volatile @Nullable Known knownTeller;

    private record Known(io.rmix.dvm.proto.v1.Identity written, Identity read) {}

    MemberPort(ProtocolLoop protocol, int framesInFlight) {
        this.protocol = protocol;
        this.frames = new Semaphore(framesInFlight + 1);
    }

    /** The view is installed: from now on something is done with what comes. */
    void open() {
        open = true;
    }

    /** Nothing waits here any more. */
    void close() {
        closed = true;
        frames.release(1 << 20);
    }

    @Override
    public Taken send(Frame frame) {
        if (!open || closed) {
            return Taken.getDefaultInstance();
        }
        Event.FrameReceived event;
        try {
            ByteBuffer entries = frame.getEntries().asReadOnlyByteBuffer();
            Known now = known(known, frame.getIdentity());
            known = now;
            event = new Event.FrameReceived(now.read(), frame.getPosition(), entries);
        } catch (IllegalArgumentException e) {
            refusals.warn("a frame is refused: " + e.getMessage());
            return Taken.getDefaultInstance();
        }
        if (!frames.tryAcquire()) {
            // This thread may be the one that has promised to take them.
            protocol.catchUp();
            frames.acquireUninterruptibly();
        }
        ServerContext call = ServerContext.current().orElse(null);
        protocol.execute(() -> {
            frames.release();
            protocol.handle(event);
            // The core has copied what it keeps.
            if (call != null) {
                call.releaseArguments();
            }
        });
        return Taken.getDefaultInstance();
    }

    @Override
    public Taken tell(ControlMessage message) {
        if (!open || closed) {
            return Taken.getDefaultInstance();
        }
        Event.ControlReceived event;
        try {
            Control control = Messages.read(message);
            Known now = known(knownTeller, message.getIdentity());
            knownTeller = now;
            event = new Event.ControlReceived(now.read(), control);
        } catch (IllegalArgumentException e) {
            refusals.warn("a control message is refused: " + e.getMessage());
            return Taken.getDefaultInstance();
        }
        if (controls.tryAcquire()) {
            protocol.execute(() -> {
                controls.release();
                protocol.handle(event);
            });
        }
        return Taken.getDefaultInstance();
    }

    /** All frames of a link carry the same identity, and mostly one member tells something: it is read once. */
    private static Known known(@Nullable Known last, io.rmix.dvm.proto.v1.Identity written) {
        return last != null && last.written().equals(written) ? last : new Known(copy(written), Messages.read(written));
    }

    /** Of its own memory: the frame's is used again. */
    private static io.rmix.dvm.proto.v1.Identity copy(io.rmix.dvm.proto.v1.Identity written) {
        try {
            return io.rmix.dvm.proto.v1.Identity.parseFrom(written.toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
