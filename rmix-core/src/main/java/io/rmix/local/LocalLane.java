package io.rmix.local;

import io.rmix.InvocationException.Code;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.LaneWire;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A lane whose frames go straight into the other side's inlet. */
final class LocalLane implements LaneWire, Dispatcher.AckSink {
    private final Listener listener;
    private final Consumer<LocalLane> onEnd;
    private Dispatcher.@Nullable LaneInlet inlet;
    private volatile boolean ended;

    LocalLane(Listener listener, Consumer<LocalLane> onEnd) {
        this.listener = listener;
        this.onEnd = onEnd;
    }

    void connect(LocalAcceptor acceptor) {
        inlet = acceptor.environment().dispatcher().openLane(acceptor, "local", this);
    }

    @Override
    public boolean isReady() {
        return !ended;
    }

    @Override
    public void send(LaneFrame frame) {
        if (inlet == null || ended) return;
        try {
            inlet.frame(frame);
        } catch (IllegalStateException | RejectedExecutionException e) {
            end();
            listener.broken(Code.INTERNAL, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void finish() {
        if (inlet != null && !ended) inlet.finished();
    }

    @Override
    public void abort() {
        if (end() && inlet != null) inlet.broken();
    }

    void cutOff() {
        if (!end()) return;
        if (inlet != null) inlet.broken();
        listener.broken(Code.UNAVAILABLE, "the server closed");
    }

    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        if (first) onEnd.accept(this);
        return first;
    }

    @Override
    public void acknowledge(LaneAck ack) {
        if (!ended) listener.acknowledged(ack);
    }

    @Override
    public void finished() {
        if (end()) listener.finished();
    }
}
