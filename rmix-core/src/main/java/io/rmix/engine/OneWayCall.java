package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.contract.Operation;
import io.rmix.spi.CallContext;
import io.rmix.spi.ExportedService;
import io.rmix.spi.Failure;
import io.rmix.spi.InboundCall;
import io.rmix.spi.LaneCall;
import io.rmix.spi.Payload;
import io.rmix.spi.Peer;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of a lane. What a servant throws is logged and goes nowhere else: there is no answer but that it was executed. */
final class OneWayCall implements InboundCall {
    private static final Logger LOG = LoggerFactory.getLogger(OneWayCall.class);

    private final LaneCall call;
    private final Servant servant;
    private final Operation operation;
    private final Endpoint address;
    private final Peer peer;
    private final LaneInbox inbox;
    private final RunningCall running;
    private final AtomicBoolean ended = new AtomicBoolean();
    private LaneLedger.@Nullable Open open;
    private String refusal = "";

    OneWayCall(
            LaneCall call,
            Served served,
            Operation operation,
            Endpoint address,
            Peer peer,
            Threads threads,
            LaneInbox inbox) {
        this.call = call;
        this.servant = served.servant();
        this.operation = operation;
        this.address = address;
        this.peer = peer;
        this.inbox = inbox;
        this.running = new RunningCall(this, served, threads, this::end);
    }

    private void end() {
        servant.end();
        if (ended.getAndSet(true)) answered();
    }

    private void answered() {
        if (open != null) inbox.answered(open);
    }

    /** After {@link #run}: whether the servant has answered. */
    boolean isOver() {
        return ended.get();
    }

    /** If it is not over: the lane goes on, and its inbox hears, on any thread, when it is. */
    void goOn() {
        open = inbox.goesOn(cost());
        if (ended.getAndSet(true)) answered();
    }

    /** Whether it may run now; else it waits for its turn, and the step runs on a servant thread when that has come. */
    boolean mayRun(Runnable step) {
        return !operation.serial() || servant.turn().takeOrRunLater(running, step);
    }

    /** As {@link #mayRun}, without waiting. */
    boolean mayRunNow() {
        return !operation.serial() || servant.turn().tryTake(running);
    }

    void run() {
        running.run();
    }

    /** Empty, or why the lane has to end before this call: the servant was not entered. */
    String refusal() {
        return running.hasEntered() ? "" : refusal;
    }

    long cost() {
        return LaneLedger.cost(call);
    }

    @Override
    public ExportedService service() {
        return new ExportedService(call.service(), servant.contract());
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public Endpoint endpoint() {
        return address.withService(call.service());
    }

    @Override
    public String peer() {
        return peer.address();
    }

    @Override
    public Optional<Principal> principal() {
        return peer.principal();
    }

    @Override
    public boolean encrypted() {
        return peer.encrypted();
    }

    @Override
    public CallContext context() {
        return call.context();
    }

    @Override
    public @Nullable Object[] arguments() throws Exception {
        return servant.decode(operation, call.payload());
    }

    @Override
    public void releaseArguments() {
        if (call.payload() instanceof Payload.Lent lent) lent.giveBack();
    }

    @Override
    public void succeed(@Nullable Object result) {
        // One-way: the acknowledgement says that it was executed.
    }

    @Override
    public void fail(Failure failure) {
        if (failure instanceof Failure.Declared declared)
            LOG.debug(
                    "{} {}: one-way call ended in {}",
                    endpoint(),
                    operation.name(),
                    declared.exception().toString());
        else if (failure instanceof Failure.Refused refused)
            refusal = refused.code() + ": " + operation.name() + ": " + refused.reason();
    }
}
