package io.rmix.grpc;

import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.rmix.InvocationException.Code;
import io.rmix.grpc.LaneMessages.Received;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.LaneWire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of a lane: one stream. The first frames are kept until the server answers: one that has no lanes says so
 * without having looked at them, and then they go as unary calls.
 */
final class LaneStream extends ClientCall.Listener<Received<LaneAck>> implements LaneWire {
    /** Bytes given to the transport and not yet written, above which the wire is not ready. */
    private static final int READY_BYTES = 512 << 10;

    private final ChannelOptions options;
    private final LaneWire.Listener listener;
    private final Supplier<UnaryLane> unaryCalls;
    private final Progress progress = new Progress();
    private final ClientCall<LaneFrame, Received<LaneAck>> call;
    private volatile @Nullable UnaryLane fallback;
    private volatile boolean ended;
    private @Nullable List<LaneFrame> unanswered = new ArrayList<>();
    private boolean finishing;
    private @Nullable Status verdict;

    /** @param unaryCalls makes what is used if the server has no lanes */
    LaneStream(Channel channel, ChannelOptions options, LaneWire.Listener listener, Supplier<UnaryLane> unaryCalls) {
        this.options = options;
        this.listener = listener;
        this.unaryCalls = unaryCalls;
        this.call = Channels.newCall(
                channel,
                LaneMessages.CLIENT,
                options.calls().withStreamTracerFactory(progress).withOnReadyThreshold(READY_BYTES));
    }

    void open(ScheduledExecutorService timer) {
        call.start(this, new Metadata());
        call.request(1);
        if (!progress.sent())
            timer.schedule(this::giveUpConnecting, options.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void giveUpConnecting() {
        if (progress.sent() || ended) return;
        cancel(options.noConnection());
    }

    /** Cancels the stream; the listener hears why. */
    private void cancel(Status reason) {
        synchronized (this) {
            if (verdict == null) verdict = reason;
        }
        call.cancel(reason.getDescription(), null);
    }

    @Override
    public boolean isReady() {
        UnaryLane unary = fallback;
        return unary == null ? !ended && call.isReady() : unary.isReady();
    }

    @Override
    public void send(LaneFrame frame) {
        UnaryLane unary;
        synchronized (this) {
            unary = fallback;
            if (unary == null && unanswered != null) unanswered.add(frame);
        }
        if (unary != null) {
            unary.send(frame);
            return;
        }
        try {
            if (!ended) call.sendMessage(frame);
        } catch (IllegalStateException e) {
            if (!ended) throw e;
        }
    }

    @Override
    public void finish() {
        UnaryLane unary;
        synchronized (this) {
            finishing = true;
            unary = fallback;
        }
        if (unary != null) unary.finish();
        else if (!ended) call.halfClose();
    }

    @Override
    public void abort() {
        ended = true;
        UnaryLane unary = fallback;
        if (unary != null) unary.abort();
        call.cancel("the lane is given up", null);
    }

    @Override
    public void onReady() {
        if (!ended) listener.ready();
    }

    @Override
    public void onHeaders(Metadata headers) {
        synchronized (this) {
            unanswered = null;
        }
    }

    @Override
    public void onMessage(Received<LaneAck> received) {
        LaneAck ack = received.message();
        if (ack == null) {
            cancel(Status.INTERNAL.withDescription("acknowledgement " + received.problem()));
            return;
        }
        if (!ended) listener.acknowledged(ack);
        call.request(1);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        if (ended) return;
        UnaryLane unary = status.getCode() == Status.Code.UNIMPLEMENTED ? fallBack() : null;
        if (unary != null) {
            unary.pump();
            listener.ready();
            return;
        }
        ended = true;
        if (status.isOk()) {
            listener.finished();
            return;
        }
        Status local;
        synchronized (this) {
            local = verdict;
        }
        boolean own = local != null && status.getCode() == Status.Code.CANCELLED && !progress.ended();
        ClientFailures.Refusal refusal =
                ClientFailures.refusal(own && local != null ? local : status, trailers, progress);
        listener.broken(refusal.code() == Code.CANCELLED ? Code.UNAVAILABLE : refusal.code(), refusal.reason());
    }

    /** Null if the server has answered as one that has lanes. */
    private synchronized @Nullable UnaryLane fallBack() {
        List<LaneFrame> frames = unanswered;
        if (frames == null) return null;
        UnaryLane unary = unaryCalls.get();
        for (LaneFrame frame : frames) unary.add(frame);
        unanswered = null;
        if (finishing) unary.finishLater();
        fallback = unary;
        return unary;
    }
}
