package io.rmix.grpc;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.DecodeException;
import io.rmix.grpc.Methods.Method;
import io.rmix.spi.Connection;
import io.rmix.spi.OutboundCall;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A call on its way. The library's callbacks run on the event loop; whoever waits or reads the reply decodes it. */
final class ClientUnary extends ClientCall.Listener<Incoming> implements Connection.PendingCall, Connection.Reply {
    private final OutboundCall outbound;
    private final Method method;
    private final ClientCall<Outgoing, Incoming> call;
    private final Progress progress;
    private final ChannelOptions options;
    private final Connection.@Nullable Completion completion;
    private final @Nullable Thread waiter;
    private @Nullable Incoming answer;
    private Status status = Status.OK;
    private Metadata trailers = new Metadata();
    private volatile @Nullable Status verdict;
    private volatile @Nullable Future<?> watcher;
    private volatile boolean done;

    /** @param completion null if the calling thread waits */
    ClientUnary(
            OutboundCall outbound,
            Method method,
            ClientCall<Outgoing, Incoming> call,
            Progress progress,
            ChannelOptions options,
            Connection.@Nullable Completion completion) {
        this.outbound = outbound;
        this.method = method;
        this.call = call;
        this.progress = progress;
        this.options = options;
        this.completion = completion;
        this.waiter = completion == null ? Thread.currentThread() : null;
    }

    /** Sends the request; it has been written or copied when this returns. */
    void send(Outgoing request, Metadata headers) {
        call.start(this, headers);
        call.request(2);
        call.sendMessage(request);
        call.halfClose();
        request.capture();
    }

    boolean isSent() {
        return done || progress.sent();
    }

    /** Waits for the answer. An interrupt cancels the call; the thread stays interrupted. */
    void await() {
        boolean interrupted = false;
        long patience = System.nanoTime() + options.connectTimeout().toNanos();
        while (!done) {
            if (progress.sent()) LockSupport.park(this);
            else LockSupport.parkNanos(this, Math.max(1, patience - System.nanoTime()));
            if (Thread.interrupted()) {
                interrupted = true;
                cancel(Status.CANCELLED.withDescription("interrupted while waiting for the answer"));
            }
            if (!isSent() && System.nanoTime() - patience >= 0) giveUpConnecting();
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    /** Has an asynchronous call ended if it has no connection in time. The timer holds it no longer than it lasts. */
    void watch(ScheduledExecutorService timer) {
        Future<?> task =
                timer.schedule(this::giveUpConnecting, options.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
        watcher = task;
        if (done) task.cancel(false);
    }

    /** Ends a call that has no connection in time. */
    private void giveUpConnecting() {
        if (!isSent()) cancel(options.noConnection());
    }

    @Override
    public void cancel() {
        cancel(Status.CANCELLED.withDescription("cancelled by the caller"));
    }

    private void cancel(Status reason) {
        if (verdict == null) verdict = reason;
        call.cancel(reason.getDescription(), null);
    }

    @Override
    public void onMessage(Incoming message) {
        answer = answer == null ? message : Incoming.malformed("more than one message in the answer");
    }

    @Override
    public void onClose(Status ended, Metadata last) {
        Status local = verdict;
        status = ended.getCode() == Status.Code.CANCELLED && !progress.ended() && local != null ? local : ended;
        trailers = last;
        done = true;
        Future<?> task = watcher;
        if (task != null) task.cancel(false);
        if (completion != null) completion.complete(this);
        else LockSupport.unpark(waiter);
    }

    @Override
    public @Nullable Object get() throws Throwable {
        if (!status.isOk()) throw ClientFailures.of(outbound, method, status, trailers, progress);
        Incoming message = answer;
        if (message == null) message = Incoming.malformed("no message in the answer");
        if (!message.sound())
            throw outbound.failure(
                    message.tooLarge() ? Code.TOO_LARGE : Code.INVALID,
                    Outcome.INVOKED,
                    "answer: " + message.problem(),
                    null);
        try {
            return method.response().decode(message.bytes());
        } catch (DecodeException e) {
            throw outbound.failure(Code.INVALID, Outcome.INVOKED, "answer: " + e.getMessage(), e);
        }
    }
}
