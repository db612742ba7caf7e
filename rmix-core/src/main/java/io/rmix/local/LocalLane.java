package io.rmix.local;

import io.rmix.InvocationException.Code;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneFrame;
import io.rmix.spi.LaneWire;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lane whose frames go into the other side's inlet, on another thread: the inlet may run servants on the thread that brings it
 * frames, and a one-way call is not to wait for its servant.
 */
final class LocalLane implements LaneWire, Dispatcher.AckSink {
    private final Listener listener;
    private final Executor threads;
    private final Consumer<LocalLane> onEnd;
    private final Queue<Runnable> steps = new ArrayDeque<>();
    private boolean running;
    private Dispatcher.@Nullable LaneInlet inlet;
    private volatile boolean ended;

    LocalLane(Listener listener, Executor threads, Consumer<LocalLane> onEnd) {
        this.listener = listener;
        this.threads = threads;
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
        Dispatcher.LaneInlet to = inlet;
        if (to == null || ended) return;
        step(() -> {
            if (!ended) to.frame(frame);
        });
    }

    @Override
    public void finish() {
        Dispatcher.LaneInlet to = inlet;
        if (to == null || ended) return;
        step(() -> {
            if (!ended) to.finished();
        });
    }

    /** Takes a step after those before it, on a thread of its own. */
    private void step(Runnable step) {
        synchronized (steps) {
            steps.add(step);
            if (running) return;
            running = true;
        }
        try {
            threads.execute(this::run);
        } catch (RejectedExecutionException e) {
            fail("no thread is free: " + e.getMessage());
        }
    }

    private void run() {
        while (true) {
            Runnable step;
            synchronized (steps) {
                step = steps.poll();
                running = step != null;
                if (step == null) return;
            }
            try {
                step.run();
            } catch (IllegalStateException | RejectedExecutionException e) {
                fail(String.valueOf(e.getMessage()));
            }
        }
    }

    private void fail(String reason) {
        if (end()) listener.broken(Code.INTERNAL, reason);
    }

    @Override
    public void abort() {
        if (end() && inlet != null) inlet.broken();
    }

    void cutOff(String reason) {
        if (!end()) return;
        if (inlet != null) inlet.broken();
        listener.broken(Code.UNAVAILABLE, reason);
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
