package io.rmix.http.peer;

import io.rmix.Endpoint;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.EncodeException;
import io.rmix.contract.Operation;
import io.rmix.http.HttpResponse;
import io.rmix.http.xml.EncodeFailure;
import io.rmix.http.xml.XmlOut;
import io.rmix.spi.CallContext;
import io.rmix.spi.Dispatcher;
import io.rmix.spi.ExportedService;
import io.rmix.spi.Failure;
import io.rmix.spi.InboundCall;
import io.rmix.spi.Peer;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call that has arrived; its answer is kept for the connection's thread, which waits in the dispatcher. */
public abstract class HttpInboundCall implements InboundCall {
    private final Origin origin;
    private final Operation operation;
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable HttpResponse answer;

    /**
     * Where a call comes from and goes to.
     *
     * @param endpoint with the service's name
     * @param peer the caller
     */
    public record Origin(ExportedService service, Endpoint endpoint, Peer peer, CallContext context) {}

    protected HttpInboundCall(Origin origin, Operation operation) {
        this.origin = origin;
        this.operation = operation;
    }

    /** An empty message, in the protocol's bounds. */
    protected abstract XmlOut newMessage();

    /**
     * Writes a result.
     *
     * @throws EncodeException if it cannot be sent
     */
    protected abstract HttpResponse result(@Nullable Object result, XmlOut out);

    /**
     * Writes a declared exception.
     *
     * @throws EncodeException if it cannot be sent
     */
    protected abstract HttpResponse exception(Failure.Declared declared, XmlOut out);

    /** Writes any other failure. */
    protected abstract HttpResponse refusal(Code code, Outcome outcome, String reason);

    /** The answer to a one-way call that has been admitted. */
    protected abstract HttpResponse admitted();

    /** Runs the call and returns its answer; one-way calls are answered when they are admitted. */
    public final HttpResponse run(Dispatcher dispatcher) {
        if (operation.oneWay()) {
            dispatcher.submit(this);
            HttpResponse refused = answer;
            return refused != null ? refused : admitted();
        }
        dispatcher.run(this);
        HttpResponse given = answer;
        return given != null ? given : refusal(Code.INTERNAL, Outcome.UNKNOWN, "the call ended without an answer");
    }

    @Override
    public final ExportedService service() {
        return origin.service();
    }

    @Override
    public final Operation operation() {
        return operation;
    }

    @Override
    public final Endpoint endpoint() {
        return origin.endpoint();
    }

    @Override
    public final String peer() {
        return origin.peer().address();
    }

    @Override
    public final Optional<Principal> principal() {
        return origin.peer().principal();
    }

    @Override
    public final boolean encrypted() {
        return origin.peer().encrypted();
    }

    @Override
    public final CallContext context() {
        return origin.context();
    }

    @Override
    public final void succeed(@Nullable Object result) {
        if (!operation.oneWay()) answer = write("result", out -> result(result, out));
    }

    @Override
    public final void fail(Failure failure) {
        // what a one-way call meets after its admission is not its caller's any more
        if (operation.oneWay() && Thread.currentThread() != thread) return;
        if (failure instanceof Failure.Declared declared) answer = write("exception", out -> exception(declared, out));
        else if (failure instanceof Failure.Refused refused)
            answer = refusal(refused.code(), refused.outcome(), refused.reason());
    }

    private interface Writer {
        HttpResponse write(XmlOut out);
    }

    private HttpResponse write(String what, Writer writer) {
        XmlOut out = newMessage();
        try {
            return writer.write(out);
        } catch (EncodeException e) {
            return refusal(EncodeFailure.code(e, out), Outcome.INVOKED, what + ": " + e.getMessage());
        }
    }
}
