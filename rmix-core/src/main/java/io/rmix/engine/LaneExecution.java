package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.contract.Operation;
import io.rmix.spi.LaneCall;
import io.rmix.spi.Peer;
import java.util.ArrayDeque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Executes the calls of one lane: the next one when the method of the one before has returned, whose answer may come later.
 *
 * <p><b>Threads.</b> One at a time, each time a servant thread; the fields are that thread's own.
 */
final class LaneExecution {
    private static final int BURST = 256;

    private final LaneInbox inbox;
    private final Threads threads;
    private final Endpoint address;
    private final Peer peer;
    private final Function<String, @Nullable Served> services;
    private final ArrayDeque<LaneCall> burst = new ArrayDeque<>();
    private long done;
    private long freed;
    private String refused = "";

    LaneExecution(
            LaneInbox inbox,
            Threads threads,
            Endpoint address,
            Peer peer,
            Function<String, @Nullable Served> services) {
        this.inbox = inbox;
        this.threads = threads;
        this.address = address;
        this.peer = peer;
        this.services = services;
    }

    /** Executes what the inbox has; what is left waits for another thread, or for a serial call's turn. */
    void drain() {
        while (inbox.takeInto(burst, BURST)) {
            if (!executeBurst()) return;
            // A lane that never ends does not keep its thread from those who wait for one: it queues behind them.
            if (threads.servantsAreAwaited() && threads.tryServe(this::drain)) return;
        }
    }

    /** Returns false if a call waits for its turn, and with it the lane. */
    private boolean executeBurst() {
        for (LaneCall call; refused.isEmpty() && (call = burst.poll()) != null; ) {
            if (inbox.isRefused()) break;
            OneWayCall next = prepare(call);
            if (next == null) break;
            if (!next.mayRunNow()) {
                account();
                if (!next.mayRun(() -> resume(next))) return false;
            }
            execute(next);
        }
        burst.clear();
        account();
        return true;
    }

    /** The turn of a call has come. */
    private void resume(OneWayCall call) {
        execute(call);
        if (executeBurst()) drain();
    }

    private void execute(OneWayCall call) {
        call.run();
        refused = call.refusal();
        if (!refused.isEmpty()) return;
        account(call);
    }

    private void account(OneWayCall call) {
        if (call.isOver()) {
            done++;
            freed += call.cost();
            return;
        }
        account();
        call.goOn();
    }

    private void account() {
        inbox.executed(done, freed, refused);
        done = 0;
        freed = 0;
    }

    /** A call that the servant has counted; null if there is none, and the lane has to end before it. */
    private @Nullable OneWayCall prepare(LaneCall call) {
        Served served = services.apply(call.service());
        if (served == null) {
            refused = Code.NO_SUCH_SERVICE + ": no service '" + call.service() + "' at " + address;
            return null;
        }
        Servant servant = served.servant();
        Operation operation = servant.contract().find(call.method());
        if (operation == null) {
            refused = Code.NO_SUCH_METHOD + ": " + servant.contract().name() + " has no operation '" + call.method()
                    + "'";
            return null;
        }
        if (!servant.begin()) {
            refused = Code.NO_SUCH_SERVICE + ": '" + call.service() + "' is no longer exported";
            return null;
        }
        return new OneWayCall(call, served, operation, address, peer, threads, inbox);
    }
}
