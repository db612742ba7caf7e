package io.rmix.dvm.runtime;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.LaneListener;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.dvm.Identity;
import io.rmix.dvm.proto.v1.Frame;
import io.rmix.dvm.protocol.Effect;
import io.rmix.dvm.protocol.Event;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to the successor in one view: frames as one-way calls on a lane, so many in flight as the lane has not acknowledged. When a
 * lane breaks the core is told, and after a pause that the link is up again: it then asks the successor for its position, and frames go on a
 * new lane. When rules of links change, the stub moves to another endpoint of the successor and loses nothing. The next view has a link of its own: what is still under
 * way on this one then concerns the core no more.
 *
 * <p><b>Threads.</b> The protocol loop; what the lane reports is handed over to it.
 */
final class RingLink implements LaneListener {
    private static final Logger LOG = LoggerFactory.getLogger(RingLink.class);
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final int framesInFlight;
    private final Consumer<Runnable> protocol;
    private final ScheduledExecutorService timer;
    private final Consumer<Event> core;
    private final Stub<RingService> stub;
    private final Stub<RingService> lane;
    private final RingService oneWay;
    private final io.rmix.dvm.proto.v1.Identity identity;
    private boolean up;
    private boolean retired;
    private long pause = FIRST_PAUSE;
    /** One-way calls made on the stub, over all lanes. */
    private long sent;
    /** Calls up to this one were made before the link last came up, and grant nothing any more. */
    private long base;
    /** The last call of whose outcome somebody is to hear at once. */
    private volatile long awaited;
    /** The last call acknowledged or reported as lost. */
    private long settled;

    private long bytes;
    private long breaks;

    /**
     * A link that is down.
     *
     * @param successor where it is reached
     * @param identity goes with each frame
     * @param protocol runs a task on the protocol loop
     * @param core takes an event, on the protocol loop
     * @throws IllegalArgumentException if there is no provider for any of the successor's endpoints
     */
    RingLink(
            Rmix rmix,
            RemoteRef successor,
            Identity identity,
            int framesInFlight,
            Consumer<Runnable> protocol,
            ScheduledExecutorService timer,
            Consumer<Event> core) {
        this.framesInFlight = framesInFlight;
        this.protocol = protocol;
        this.timer = timer;
        this.core = core;
        this.stub = rmix.connect(RingService.class, successor, identity.target());
        this.lane = stub.withLaneListener(this);
        this.oneWay = lane.oneWay();
        this.identity = Messages.write(identity);
    }

    /** Tells the core that frames can go. */
    void up() {
        if (retired) {
            return;
        }
        up = true;
        base = sent;
        core.accept(new Event.LinkUp(framesInFlight));
    }

    /** The view is over: the core hears nothing more of this link. */
    void retire() {
        retired = true;
        up = false;
    }

    /** Gives the connection back, after what is under way was taken or is known to be lost. Waits for that; not on the protocol loop. */
    void close() {
        lane.close();
        stub.close();
    }

    /** Sends a frame: out of the log, where its entries stay until the successor has them, unless they may be released while it is under way. */
    void send(Effect.SendFrame frame) {
        ByteString entries = frame.repeated()
                ? ByteString.copyFrom(frame.log(), frame.offset(), frame.length())
                : UnsafeByteOperations.unsafeWrap(frame.log(), frame.offset(), frame.length());
        Frame message = Frame.newBuilder()
                .setIdentity(identity)
                .setPosition(frame.position())
                .setEntries(entries)
                .build();
        if (frame.awaited()) {
            awaited = sent + 1;
        }
        try {
            oneWay.send(message);
            sent++;
            bytes += frame.length();
        } catch (InvocationException e) {
            protocol.accept(() -> down(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public boolean awaits(long sequence) {
        return awaited >= sequence;
    }

    @Override
    public void executed(long sequence) {
        protocol.accept(() -> settle(sequence));
    }

    private void settle(long sequence) {
        long taken = sequence - Math.max(settled, base);
        settled = Math.max(settled, sequence);
        if (up && taken > 0) {
            pause = FIRST_PAUSE;
            core.accept(new Event.LinkReady((int) taken));
        }
    }

    @Override
    public void failed(LaneFailure failure) {
        protocol.accept(() -> {
            settled = Math.max(settled, failure.sequence());
            if (failure.sequence() > base) {
                down(String.valueOf(failure.cause().getMessage()));
            }
        });
    }

    private void down(String reason) {
        if (!up) {
            return;
        }
        up = false;
        base = sent;
        breaks++;
        LOG.info("link to {} broke, {} bytes after its beginning: {}", stub.endpoint(), bytes, reason);
        core.accept(new Event.LinkDown(reason));
        try {
            timer.schedule(() -> protocol.accept(this::up), pause, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("link to {} stays down: the node is closing", stub.endpoint());
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE);
    }

    /** Whether every frame sent has been taken or is known to be lost. */
    boolean isSettled() {
        return settled >= sent;
    }

    /** Frames sent that were neither taken nor lost as far as is known. */
    long underWay() {
        return Math.max(0, sent - settled);
    }

    Endpoint endpoint() {
        return stub.endpoint();
    }

    long bytes() {
        return bytes;
    }

    long breaks() {
        return breaks;
    }
}
