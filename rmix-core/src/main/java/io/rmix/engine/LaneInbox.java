package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.Limits;
import io.rmix.spi.Dispatcher.AckSink;
import io.rmix.spi.LaneAck;
import io.rmix.spi.LaneCall;
import io.rmix.spi.LaneFrame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of a lane: executes its calls one after another on the servant pool and acknowledges what was executed,
 * once for each burst. Holds no more than the credit it gives.
 */
final class LaneInbox {
    /** Counted for each call beside its payload, so that credit bounds their number too. */
    static final int CALL_OVERHEAD = 64;

    /** What a client may send before the first acknowledgement tells it the credit. */
    static final long INITIAL_CREDIT = 64 << 10;

    private final long credit;
    private final Threads threads;
    private final LaneExecution execution;
    private final @Nullable AckSink sink;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private final ArrayDeque<LaneCall> queue = new ArrayDeque<>();
    private long bytes;
    private long received;
    private long executed;
    private String refusal = "";
    private boolean running;
    private boolean finishing;
    private boolean retiring;
    private boolean held;
    private @Nullable LaneInbox successor;
    private long lastUsed = System.nanoTime();

    LaneInbox(
            Limits limits,
            Threads threads,
            Endpoint address,
            String peer,
            Function<String, @Nullable Servant> services,
            @Nullable AckSink sink) {
        this.credit = limits.laneBytes();
        this.threads = threads;
        this.execution = new LaneExecution(threads, address, peer, services);
        this.sink = sink;
    }

    static long cost(LaneCall call) {
        return call.payload().size() + (long) CALL_OVERHEAD;
    }

    /** None of the other lane's waiting calls starts any more; this one starts when its running call has ended. */
    void startAfter(LaneInbox before) {
        before.lock.lock();
        try {
            before.queue.clear();
            before.refusal = "CANCELLED: another lane replaced this one";
            before.progress.signalAll();
            if (!before.running) return;
            before.successor = this;
            held = true;
        } finally {
            before.lock.unlock();
        }
    }

    private void release() {
        boolean start;
        lock.lock();
        try {
            held = false;
            start = begin();
        } finally {
            lock.unlock();
        }
        if (start) threads.servants().execute(this::drain);
    }

    /**
     * Takes a frame.
     *
     * @throws IllegalStateException if the client broke the rules of numbering or credit
     */
    void accept(LaneFrame frame) {
        boolean start;
        lock.lock();
        try {
            lastUsed = System.nanoTime();
            if (retiring) return;
            if (frame.first() != received + 1)
                throw new IllegalStateException(
                        "expected call " + (received + 1) + " of the lane, not " + frame.first());
            for (LaneCall call : frame.calls()) {
                if (bytes > Math.max(credit, INITIAL_CREDIT))
                    throw new IllegalStateException("the lane sent more than its credit of " + credit + " bytes");
                bytes += cost(call);
                received++;
                queue.add(call);
            }
            start = begin();
        } finally {
            lock.unlock();
        }
        if (start) threads.servants().execute(this::drain);
    }

    /** Whether a thread is to {@link #drain} from now on. */
    private boolean begin() {
        if (running || held || queue.isEmpty() || !refusal.isEmpty()) return false;
        running = true;
        return true;
    }

    private void drain() {
        ArrayDeque<LaneCall> burst = new ArrayDeque<>();
        LaneInbox next = null;
        while (true) {
            lock.lock();
            try {
                while (burst.size() < 256 && refusal.isEmpty() && !queue.isEmpty()) burst.add(queue.poll());
                if (burst.isEmpty()) {
                    running = false;
                    next = successor;
                    successor = null;
                    finishIfDone();
                    break;
                }
            } finally {
                lock.unlock();
            }
            execute(burst);
        }
        if (next != null) next.release();
    }

    private void execute(ArrayDeque<LaneCall> burst) {
        long done = 0;
        long freed = 0;
        String refused = "";
        for (LaneCall call; refused.isEmpty() && (call = burst.poll()) != null; ) {
            if (superseded()) break;
            refused = execution.execute(call);
            if (refused.isEmpty()) {
                done++;
                freed += cost(call);
            }
        }
        burst.clear();
        lock.lock();
        try {
            executed += done;
            bytes -= freed;
            if (!refused.isEmpty() && refusal.isEmpty()) refusal = refused;
            lastUsed = System.nanoTime();
            progress.signalAll();
            if (sink != null) sink.acknowledge(new LaneAck(executed, credit, refusal));
        } finally {
            lock.unlock();
        }
    }

    private boolean superseded() {
        lock.lock();
        try {
            return !refusal.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    void finish() {
        lock.lock();
        try {
            finishing = true;
            finishIfDone();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more calls; when those received have been executed, the client is told that no other was. */
    void retire() {
        lock.lock();
        try {
            retiring = true;
            finishIfDone();
        } finally {
            lock.unlock();
        }
    }

    private void finishIfDone() {
        if (running || held || (refusal.isEmpty() && !queue.isEmpty())) return;
        if (retiring && refusal.isEmpty()) {
            refusal = "CLOSED: the server is closing";
            progress.signalAll();
            if (sink != null) sink.acknowledge(new LaneAck(executed, credit, refusal));
            finishing = true;
        }
        if (finishing && sink != null) {
            finishing = false;
            sink.finished();
        }
    }

    /** The stream is gone: what was received is still executed. */
    void broken() {
        lock.lock();
        try {
            finishing = false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the call is executed, the lane refused, or the time has passed. */
    LaneAck await(long sequence, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (executed < sequence && refusal.isEmpty() && left > 0) left = progress.awaitNanos(left);
            return new LaneAck(executed, credit, refusal);
        } finally {
            lock.unlock();
        }
    }

    long idleNanos() {
        lock.lock();
        try {
            return running || !queue.isEmpty() ? 0 : System.nanoTime() - lastUsed;
        } finally {
            lock.unlock();
        }
    }
}
