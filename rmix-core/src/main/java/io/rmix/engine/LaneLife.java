package io.rmix.engine;

import io.rmix.spi.Dispatcher.AckSink;
import org.jspecify.annotations.Nullable;

/**
 * When the calls of a lane's inbox may start and when the inbox ends: after those of the incarnation before, by one thread at a time, until the
 * client finishes the lane or the server retires it. Guarded by the inbox's lock.
 */
final class LaneLife {
    private final LaneLedger ledger;
    private final @Nullable AckSink sink;
    private boolean running;
    private boolean finishing;
    private boolean retiring;
    private boolean held;
    private boolean planned;
    private @Nullable LaneInbox successor;

    /** @param sink of the lane's stream, or null if the client fetches its acknowledgements */
    LaneLife(LaneLedger ledger, @Nullable AckSink sink) {
        this.ledger = ledger;
        this.sink = sink;
    }

    /** Whether somebody is to execute calls from now on. */
    boolean begin() {
        if (running || held || ledger.nothingWaits()) return false;
        running = true;
        return true;
    }

    /** Nobody executes calls any more. */
    void pause() {
        running = false;
    }

    /** Nothing starts before {@link #release}. */
    void hold() {
        held = true;
    }

    void release() {
        held = false;
    }

    /** Makes another wait for this lane, if something of it runs or will. */
    boolean delays(LaneInbox next) {
        if (!running && !held) return false;
        successor = next;
        return true;
    }

    /** Who waits for this lane, once nothing of it runs. */
    @Nullable LaneInbox takeSuccessor() {
        if (running) return null;
        LaneInbox next = successor;
        successor = null;
        return next;
    }

    /** The client sends no more calls. */
    void finish() {
        finishing = true;
    }

    /** The server takes no more calls. */
    void retire() {
        retiring = true;
    }

    boolean isRetiring() {
        return retiring;
    }

    /** The stream is gone. */
    void broken() {
        finishing = false;
    }

    /** Whether it came on a stream and was retired. */
    boolean isOver() {
        return retiring && sink != null;
    }

    /** Whether something that was received is executed or may be, or has been and is not answered. */
    boolean isExecuting() {
        return running || held || ledger.hasOpen();
    }

    /** Whether something that was received has not been executed, or not answered. */
    boolean isBusy() {
        return isExecuting() || !ledger.nothingWaits();
    }

    /** Tells the client what was executed if it waits for that. Returns whether {@link #acknowledgeAtLast} is to be called in a while. */
    boolean acknowledge() {
        if (sink == null) return false;
        if (ledger.isAwaited()) {
            sink.acknowledge(ledger.ack());
            return false;
        }
        boolean plan = !planned;
        planned = true;
        return plan;
    }

    /** Tells the client what it has not been told yet. */
    void acknowledgeAtLast() {
        planned = false;
        if (sink != null && ledger.isUntold()) sink.acknowledge(ledger.ack());
    }

    /** Whether the client has been told what was executed, or will be. */
    boolean isTold() {
        return sink != null || ledger.isTold();
    }

    /** Ends what was finished or retired, once nothing is under way. Returns whether further calls are refused from now on. */
    boolean endIfDone() {
        if (isBusy()) return false;
        boolean refused = retiring && !ledger.isRefused();
        if (refused) {
            ledger.refuse("CLOSED: the server is closing");
            acknowledge();
            finishing = true;
        }
        if (finishing && sink != null) {
            finishing = false;
            acknowledgeAtLast();
            sink.finished();
        }
        return refused;
    }
}
