package io.rmix.engine;

import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.spi.Acceptor;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.ExportedService;
import io.rmix.spi.Failure;
import io.rmix.spi.InboundCall;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneFrame;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Admits calls and runs them on the servant pool; keeps the lanes that come in. */
final class ServantDispatcher implements Dispatcher {
    private static final String GONE = "no longer exported";

    private final Limits limits;
    private final Threads threads;
    private final Map<ExportedService, Servant> servants = new ConcurrentHashMap<>();
    private final Map<String, RunningCall> cancellable = new ConcurrentHashMap<>();
    private final AtomicInteger admitted = new AtomicInteger();
    private final Semaphore inline;
    private final LaneInboxes lanes;

    ServantDispatcher(Limits limits, Threads threads) {
        this.limits = limits;
        this.threads = threads;
        this.inline = new Semaphore(limits.servantThreads(), true);
        this.lanes = new LaneInboxes(limits, threads);
    }

    void add(Acceptor acceptor, ExportedService service, Servant servant) {
        servants.put(service, servant);
        lanes.add(acceptor, service, servant);
    }

    void remove(Acceptor acceptor, ExportedService service) {
        servants.remove(service);
        lanes.remove(acceptor, service);
    }

    @Override
    public Running submit(InboundCall call) {
        Servant servant = servants.get(call.service());
        if (servant == null || !servant.begin()) return refused(call, Code.NO_SUCH_SERVICE, GONE);
        if (admitted.incrementAndGet() > limits.servantThreads() + limits.servantQueue()) {
            admitted.decrementAndGet();
            servant.end();
            return refused(
                    call,
                    Code.BUSY,
                    "all " + limits.servantThreads() + " servant threads are busy and " + limits.servantQueue()
                            + " calls wait; try again later");
        }
        RunningCall running = running(call, servant, admitted::decrementAndGet);
        if (call.operation().serial()) servant.submitAlone(running);
        else threads.servants().execute(running);
        return running;
    }

    @Override
    public void run(InboundCall call) {
        Servant servant = servants.get(call.service());
        if (servant == null || !servant.begin()) {
            refused(call, Code.NO_SUCH_SERVICE, GONE);
            return;
        }
        RunningCall running = running(call, servant, () -> {});
        if (call.operation().serial()) servant.runAlone(() -> runInline(call, running));
        else runInline(call, running);
    }

    /** A call that waits for its turn among serial ones has not taken a place yet, which others may have meanwhile. */
    private void runInline(InboundCall call, RunningCall running) {
        if (!enterInline(call)) {
            running.turnAway(
                    Code.BUSY, "all " + limits.servantThreads() + " places for servants stayed taken; try again later");
            return;
        }
        try {
            running.run();
        } finally {
            inline.release();
        }
    }

    private boolean enterInline(InboundCall call) {
        if (inline.tryAcquire()) return true;
        if (inline.getQueueLength() >= limits.servantQueue()) return false;
        try {
            return inline.tryAcquire(call.context().remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Of a call that the servant has counted. From here on it can be cancelled by its id. */
    private RunningCall running(InboundCall call, Servant servant, Runnable leave) {
        String id = call.context().callId();
        RunningCall running = new RunningCall(call, servant, threads, () -> {
            if (!id.isEmpty()) cancellable.remove(id);
            servant.end();
            leave.run();
        });
        if (!id.isEmpty()) cancellable.put(id, running);
        return running;
    }

    private static Running refused(InboundCall call, Code code, String reason) {
        call.fail(new Failure.Refused(code, Outcome.NOT_INVOKED, reason));
        return () -> {};
    }

    @Override
    public void cancel(String callId) {
        @Nullable RunningCall running = cancellable.get(callId);
        if (running != null) running.cancel();
    }

    /** Executes what lanes have received, refuses their further calls, and waits for that, at most until then. */
    void retireLanes(long endNanos) {
        lanes.retire(endNanos);
    }

    /** As {@link #retireLanes(long)}, for one acceptor, until {@link #admitLanes}. */
    void retireLanes(Acceptor acceptor, long endNanos) {
        lanes.retire(acceptor, endNanos);
    }

    void admitLanes(Acceptor acceptor) {
        lanes.admit(acceptor);
    }

    /** Instead of {@link #admitLanes}, of one that has closed. */
    void forgetLanes(Acceptor acceptor) {
        lanes.forget(acceptor);
    }

    @Override
    public LaneInlet openLane(Acceptor acceptor, String peer, AckSink sink) {
        return lanes.open(acceptor, peer, sink);
    }

    @Override
    public LaneAck exchange(Acceptor acceptor, String peer, LaneFrame frame, Duration patience)
            throws InterruptedException {
        return lanes.exchange(acceptor, peer, frame, patience);
    }
}
