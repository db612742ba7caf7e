package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.contract.Operation;
import io.rmix.spi.CallContext;
import io.rmix.spi.ExportedService;
import io.rmix.spi.Failure;
import io.rmix.spi.InboundCall;
import io.rmix.spi.LaneCall;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes the calls of one lane. What a servant throws is logged and goes nowhere else: the call is one-way. */
final class LaneExecution {
    private static final Logger LOG = LoggerFactory.getLogger(LaneExecution.class);

    private final Threads threads;
    private final Endpoint address;
    private final String peer;
    private final Function<String, @Nullable Servant> services;

    LaneExecution(Threads threads, Endpoint address, String peer, Function<String, @Nullable Servant> services) {
        this.threads = threads;
        this.address = address;
        this.peer = peer;
        this.services = services;
    }

    /** Executes one call. Returns empty, or why the lane has to end before it. */
    String execute(LaneCall call) {
        Servant servant = services.apply(call.service());
        if (servant == null) return Code.NO_SUCH_SERVICE + ": no service '" + call.service() + "' at " + address;
        Operation operation = servant.contract().find(call.method());
        if (operation == null)
            return Code.NO_SUCH_METHOD + ": " + servant.contract().name() + " has no operation '" + call.method() + "'";
        if (!servant.begin()) return Code.NO_SUCH_SERVICE + ": '" + call.service() + "' is no longer exported";
        OneWayCall inbound = new OneWayCall(call, servant, operation);
        RunningCall running = new RunningCall(inbound, servant, threads, servant::end);
        if (operation.serial()) servant.runAlone(running);
        else running.run();
        return inbound.refusal;
    }

    /** A call without an answer. */
    private final class OneWayCall implements InboundCall {
        private final LaneCall call;
        private final Servant servant;
        private final Operation operation;
        private String refusal = "";

        OneWayCall(LaneCall call, Servant servant, Operation operation) {
            this.call = call;
            this.servant = servant;
            this.operation = operation;
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
            return peer;
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
            else if (failure instanceof Failure.Refused refused && refused.code() == Code.INVALID)
                refusal = refused.code() + ": " + operation.name() + ": " + refused.reason();
        }
    }
}
