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
import io.rmix.spi.Peer;
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
    private final Map<ExportedService, Served> services = new ConcurrentHashMap<>();
    private final Map<String, RunningCall> cancellable = new ConcurrentHashMap<>();
    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicInteger admittedInline = new AtomicInteger();
    private final Semaphore inline;
    private final LaneInboxes lanes;

    ServantDispatcher(Limits limits, Threads threads) {
        this.limits = limits;
        this.threads = threads;
        this.inline = new Semaphore(limits.servantThreads(), true);
        this.lanes = new LaneInboxes(limits, threads);
    }

    void add(Acceptor acceptor, ExportedService service, Served served) {
        services.put(service, served);
        lanes.add(acceptor, service, served);
    }

    void remove(Acceptor acceptor, ExportedService service) {
        services.remove(service);
        lanes.remove(acceptor, service);
    }

    @Override
    public Running submit(InboundCall call) {
        Served served = services.get(call.service());
        if (served == null || !served.servant().begin()) return refused(call, Code.NO_SUCH_SERVICE, GONE);
        if (!admit(admitted)) {
            served.servant().end();
            return refused(call, Code.BUSY, full());
        }
        RunningCall running = running(call, served, admitted::decrementAndGet);
        if (call.operation().serial()) served.servant().turn().submit(running);
        else threads.servants().execute(running);
        return running;
    }

    @Override
    public void run(InboundCall call) {
        Served served = services.get(call.service());
        if (served == null || !served.servant().begin()) {
            refused(call, Code.NO_SUCH_SERVICE, GONE);
            return;
        }
        if (!admit(admittedInline)) {
            served.servant().end();
            refused(call, Code.BUSY, full());
            return;
        }
        RunningCall running = running(call, served, admittedInline::decrementAndGet);
        if (!call.operation().serial() || served.servant().turn().await(running)) runInline(call, running);
        else running.turnAway(Code.CLOSED, "the server is closing");
    }

    /** Counts a call that runs or waits, whether for a thread, for its turn or for its answer. */
    private boolean admit(AtomicInteger count) {
        if (count.incrementAndGet() <= limits.servantThreads() + limits.servantQueue()) return true;
        count.decrementAndGet();
        return false;
    }

    private String full() {
        return "all " + limits.servantThreads() + " servant threads are busy and " + limits.servantQueue()
                + " calls wait; try again later";
    }

    /** Takes a place for as long as the servant's method runs; the answer may come later. */
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
        running.awaitAnswer();
    }

    private boolean enterInline(InboundCall call) {
        if (inline.tryAcquire()) return true;
        try {
            return inline.tryAcquire(call.context().remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Of a call that the servant has counted. From here on it can be cancelled by its id. */
    private RunningCall running(InboundCall call, Served served, Runnable leave) {
        String id = call.context().callId();
        RunningCall running = new RunningCall(call, served, threads, () -> {
            if (!id.isEmpty()) cancellable.remove(id);
            served.servant().end();
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
    public LaneInlet openLane(Acceptor acceptor, Peer peer, AckSink sink) {
        return lanes.open(acceptor, peer, sink);
    }

    @Override
    public LaneAck exchange(Acceptor acceptor, Peer peer, LaneFrame frame, Duration patience)
            throws InterruptedException {
        return lanes.exchange(acceptor, peer, frame, patience);
    }
}
