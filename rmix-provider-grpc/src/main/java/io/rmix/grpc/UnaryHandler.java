package io.rmix.grpc;

import com.google.protobuf.CodedInputStream;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.TraceContext;
import io.rmix.grpc.Methods.Method;
import io.rmix.grpc.Services.Exported;
import io.rmix.grpc.Services.Group;
import io.rmix.spi.CallContext;
import io.rmix.spi.ContextCodec;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.Failure;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Begins the calls of one method: finds the object that is meant, or says why there is none. Runs on the event loop. */
final class UnaryHandler implements ServerCallHandler<Incoming, Outgoing> {
    private final String contract;
    private final String name;
    private final Services services;
    private final Dispatcher dispatcher;
    private final Refusals refusals;

    UnaryHandler(String contract, String name, Services services, Dispatcher dispatcher, Refusals refusals) {
        this.contract = contract;
        this.name = name;
        this.services = services;
        this.dispatcher = dispatcher;
        this.refusals = refusals;
    }

    /** A call that ends before it begins. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        final Code code;
        final Status.Code status;

        Refused(Code code, Status.Code status, String reason) {
            super(reason, null, false, false);
            this.code = code;
            this.status = status;
        }
    }

    @Override
    public ServerCall.Listener<Incoming> startCall(ServerCall<Incoming, Outgoing> call, Metadata headers) {
        try {
            Exported exported = select(headers);
            Method method = exported.methods().find(name);
            if (method == null)
                throw new Refused(Code.NO_SUCH_METHOD, Status.Code.UNIMPLEMENTED, contract + " has no method " + name);
            boolean foreign = !headers.containsKey(Wire.OBJECT);
            UnaryCall unary = new UnaryCall(call, exported, method, context(headers), foreign, dispatcher, refusals);
            call.request(2);
            return unary;
        } catch (Refused e) {
            String reason = String.valueOf(e.getMessage());
            refusals.log(
                    Refusals.peer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)),
                    contract + "/" + name + ": " + reason);
            Answers.refuse(call, e.status, new Failure.Refused(e.code, Outcome.NOT_INVOKED, reason));
            return new ServerCall.Listener<>() {};
        }
    }

    private Exported select(Metadata headers) throws Refused {
        Group group = services.of(contract);
        String object = headers.get(Wire.OBJECT);
        if (object != null) {
            Exported named = group == null ? null : group.objects().get(object);
            if (named != null) return named;
            Exported other = services.find(object);
            throw new Refused(
                    Code.NO_SUCH_SERVICE,
                    Status.Code.NOT_FOUND,
                    other == null
                            ? "no object '" + Wire.text(object) + "' is exported here"
                            : "the object '" + object + "' is a "
                                    + other.service().contract().name() + ", not a " + contract);
        }
        if (group == null)
            throw new Refused(
                    Code.NO_SUCH_SERVICE, Status.Code.UNIMPLEMENTED, "no object of " + contract + " is exported here");
        if (group.objects().size() > 1)
            throw new Refused(
                    Code.NO_SUCH_SERVICE,
                    Status.Code.FAILED_PRECONDITION,
                    "several objects of " + contract + " are exported here: "
                            + group.objects().keySet() + "; name one in the header " + Wire.OBJECT.name());
        return group.objects().values().iterator().next();
    }

    private static CallContext context(Metadata headers) throws Refused {
        Deadline deadline = Context.current().getDeadline();
        byte[] encoded = headers.get(Wire.ENTRIES);
        Map<String, String> trace = trace(headers);
        if (deadline == null && encoded == null && trace.isEmpty()) return CallContext.EMPTY;
        Map<String, String> entries = Map.of();
        try {
            if (encoded != null)
                entries =
                        ContextCodec.read(CodedInputStream.newInstance(encoded)).entries();
        } catch (IOException e) {
            throw new Refused(
                    Code.INVALID,
                    Status.Code.INVALID_ARGUMENT,
                    "the header " + Wire.ENTRIES.name() + " is malformed: " + e.getMessage());
        }
        long until = deadline == null
                ? CallContext.NO_DEADLINE
                : System.nanoTime() + deadline.timeRemaining(TimeUnit.NANOSECONDS);
        return new CallContext("", until, entries).traced(trace);
    }

    private static Map<String, String> trace(Metadata headers) {
        String parent = headers.get(Wire.TRACEPARENT);
        if (parent == null) return Map.of();
        String state = headers.get(Wire.TRACESTATE);
        return state == null
                ? Map.of(TraceContext.PARENT, parent)
                : Map.of(TraceContext.PARENT, parent, TraceContext.STATE, state);
    }
}
