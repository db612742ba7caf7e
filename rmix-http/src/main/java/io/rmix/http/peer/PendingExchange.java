package io.rmix.http.peer;

import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.http.HttpAnswer;
import io.rmix.http.HttpCall;
import io.rmix.http.HttpExchangeException;
import io.rmix.spi.Connection;
import io.rmix.spi.OutboundCall;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An asynchronous call: an exchange on a thread of its own, which may be cancelled. */
final class PendingExchange implements Connection.PendingCall, Runnable {
    private final OutboundCall call;
    private final Connection.Completion completion;
    private final Exchange exchange;
    private final Decoder decoder;
    private final Runnable cancelAtServer;
    private final HttpCall http = new HttpCall();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean begun;

    /** Sends and waits. */
    interface Exchange {
        HttpAnswer run(HttpCall http) throws HttpExchangeException;
    }

    /** Reads an answer. */
    interface Decoder {
        @Nullable Object read(HttpAnswer answer) throws Throwable;
    }

    PendingExchange(
            OutboundCall call,
            Connection.Completion completion,
            Exchange exchange,
            Decoder decoder,
            Runnable cancelAtServer) {
        this.call = call;
        this.completion = completion;
        this.exchange = exchange;
        this.decoder = decoder;
        this.cancelAtServer = cancelAtServer;
    }

    @Override
    public void run() {
        if (told.get()) return;
        begun = true;
        try {
            HttpAnswer answer = exchange.run(http);
            tell(() -> decoder.read(answer));
        } catch (HttpExchangeException e) {
            InvocationException failure = HttpFailures.failure(call, e);
            tell(() -> {
                throw failure;
            });
        } catch (RuntimeException e) {
            tell(() -> {
                throw call.failure(Code.INTERNAL, Outcome.UNKNOWN, e.toString(), e);
            });
        }
    }

    /** The call will not run. */
    void refused(InvocationException failure) {
        tell(() -> {
            throw failure;
        });
    }

    @Override
    public void cancel() {
        Outcome outcome = begun ? Outcome.UNKNOWN : Outcome.NOT_INVOKED;
        boolean first = tell(() -> {
            throw call.failure(Code.CANCELLED, outcome, "cancelled by the caller", null);
        });
        if (!first) return;
        http.abort();
        if (begun) cancelAtServer.run();
    }

    private boolean tell(Connection.Reply reply) {
        if (!told.compareAndSet(false, true)) return false;
        completion.complete(reply);
        return true;
    }
}
