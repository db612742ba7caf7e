package io.rmix.grpc;

import io.grpc.Grpc;
import io.grpc.ServerCall;
import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.DecodeException;
import io.rmix.contract.Operation;
import io.rmix.grpc.Methods.Method;
import io.rmix.grpc.Services.Exported;
import io.rmix.spi.CallContext;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.ExportedService;
import io.rmix.spi.Failure;
import io.rmix.spi.InboundCall;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that comes in. The library's callbacks run on the event loop and only collect the message; it is decoded, invoked and
 * answered on a thread of the dispatcher's. A one-way operation is answered when it is admitted.
 */
final class UnaryCall extends ServerCall.Listener<Incoming> implements InboundCall {
    private final ServerCall<Incoming, Outgoing> call;
    private final Exported exported;
    private final Method method;
    private final CallContext context;
    private final boolean foreign;
    private final Dispatcher dispatcher;
    private final Refusals refusals;
    private @Nullable Incoming request;
    private boolean refused;
    private volatile Dispatcher.@Nullable Running running;
    private volatile @Nullable Thread admitting;

    /** @param foreign whether the client does not know RMIX */
    UnaryCall(
            ServerCall<Incoming, Outgoing> call,
            Exported exported,
            Method method,
            CallContext context,
            boolean foreign,
            Dispatcher dispatcher,
            Refusals refusals) {
        this.call = call;
        this.exported = exported;
        this.method = method;
        this.context = context;
        this.foreign = foreign;
        this.dispatcher = dispatcher;
        this.refusals = refusals;
    }

    @Override
    public void onMessage(Incoming message) {
        request = request == null ? message : Incoming.malformed("more than one message for a unary method");
    }

    @Override
    public void onHalfClose() {
        Incoming message = request == null ? Incoming.malformed("no message for a unary method") : request;
        if (!message.sound()) {
            refusals.log(peer(), exported.endpoint() + " " + method.operation().name() + ": " + message.problem());
            Code code = message.tooLarge() ? Code.TOO_LARGE : Code.INVALID;
            Answers.refuse(call, new Failure.Refused(code, Outcome.NOT_INVOKED, message.problem()));
        } else if (method.operation().oneWay()) {
            admit();
        } else {
            running = dispatcher.submit(this);
        }
    }

    /** One-way: whatever comes after admission is not the caller's. */
    private void admit() {
        admitting = Thread.currentThread();
        dispatcher.submit(this);
        admitting = null;
        if (!refused) Answers.succeed(call, method, null);
    }

    @Override
    public void onCancel() {
        Dispatcher.Running begun = running;
        if (begun != null) begun.cancel();
    }

    @Override
    public ExportedService service() {
        return exported.service();
    }

    @Override
    public Operation operation() {
        return method.operation();
    }

    @Override
    public Endpoint endpoint() {
        return exported.endpoint();
    }

    @Override
    public String peer() {
        return Refusals.peer(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
    }

    @Override
    public Optional<Principal> principal() {
        return Refusals.caller(call).principal();
    }

    @Override
    public boolean encrypted() {
        return Refusals.caller(call).encrypted();
    }

    @Override
    public CallContext context() {
        return context;
    }

    @Override
    public @Nullable Object[] arguments() {
        Incoming message = request;
        if (message == null) throw new DecodeException("the arguments have been read already");
        request = null;
        return method.request().decode(message.bytes());
    }

    @Override
    public void succeed(@Nullable Object result) {
        if (!method.operation().oneWay() && !call.isCancelled()) Answers.succeed(call, method, result);
    }

    @Override
    public void fail(Failure failure) {
        if (method.operation().oneWay()) {
            if (admitting != Thread.currentThread()) return;
            refused = true;
        }
        if (!call.isCancelled()) Answers.fail(call, method, foreign, failure);
    }
}
