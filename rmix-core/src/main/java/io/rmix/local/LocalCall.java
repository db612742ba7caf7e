package io.rmix.local;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.EncodeException;
import io.rmix.contract.MessageCodec;
import io.rmix.contract.Operation;
import io.rmix.contract.ProtoCodec;
import io.rmix.spi.CallContext;
import io.rmix.spi.Connection.Completion;
import io.rmix.spi.Connection.Reply;
import io.rmix.spi.Dispatcher.Running;
import io.rmix.spi.ExportedService;
import io.rmix.spi.Failure;
import io.rmix.spi.InboundCall;
import io.rmix.spi.OutboundCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call, seen from both sides. Arguments and results cross as bytes. */
final class LocalCall implements InboundCall {
    private final OutboundCall call;
    private final ProtoCodec codec;
    private final byte[] request;
    private final ExportedService service;
    private final Operation operation;
    private final LocalAcceptor acceptor;
    private final @Nullable Completion completion;
    private final Consumer<LocalCall> onEnd;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private volatile @Nullable Running running;

    private LocalCall(
            OutboundCall call,
            ProtoCodec codec,
            byte[] request,
            ExportedService service,
            Operation operation,
            LocalAcceptor acceptor,
            @Nullable Completion completion,
            Consumer<LocalCall> onEnd) {
        this.call = call;
        this.codec = codec;
        this.request = request;
        this.service = service;
        this.operation = operation;
        this.acceptor = acceptor;
        this.completion = completion;
        this.onEnd = onEnd;
    }

    static LocalCall of(
            OutboundCall call,
            ProtoCodec codec,
            ExportedService service,
            LocalAcceptor acceptor,
            @Nullable Completion completion,
            Consumer<LocalCall> onEnd) {
        Operation operation = service.contract().find(call.operation().name());
        if (operation == null)
            throw call.failure(Code.NO_SUCH_METHOD, Outcome.NOT_INVOKED, service + " has no such operation", null);
        byte[] request;
        try {
            request = codec.request(call.operation()).encode(call.arguments());
        } catch (EncodeException e) {
            throw call.failure(code(e), Outcome.NOT_INVOKED, String.valueOf(e.getMessage()), e);
        }
        int most = acceptor.environment().limits().messageBytes();
        if (request.length > most)
            throw call.failure(
                    Code.TOO_LARGE,
                    Outcome.NOT_INVOKED,
                    "the request has " + request.length + " bytes, the server takes " + most,
                    null);
        return new LocalCall(call, codec, request, service, operation, acceptor, completion, onEnd);
    }

    private static Code code(EncodeException e) {
        return e.tooLarge() ? Code.TOO_LARGE : Code.INVALID;
    }

    void submit() {
        Running begun = acceptor.environment().dispatcher().submit(this);
        running = begun;
        if (reply.isDone()) begun.cancel();
    }

    @Nullable Object await() throws Throwable {
        try {
            if (!call.context().hasDeadline()) return reply.get().get();
            return reply.get(call.context().remainingNanos(), TimeUnit.NANOSECONDS)
                    .get();
        } catch (TimeoutException e) {
            end(call.failure(Code.DEADLINE_EXCEEDED, Outcome.UNKNOWN, "no answer before the deadline", null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(call.failure(Code.CANCELLED, Outcome.UNKNOWN, "interrupted while waiting for the answer", null));
        }
        return reply.join().get();
    }

    void scheduleDeadline(ScheduledExecutorService timer) {
        if (!call.context().hasDeadline()) return;
        timer.schedule(
                () -> end(call.failure(Code.DEADLINE_EXCEEDED, Outcome.UNKNOWN, "no answer before the deadline", null)),
                call.context().remainingNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** Ends the call from the client's side; the servant is told that nobody waits. */
    void end(InvocationException failure) {
        if (!answer(() -> {
            throw failure;
        })) return;
        Running begun = running;
        if (begun != null) begun.cancel();
    }

    void cutOff() {
        end(call.failure(Code.UNAVAILABLE, Outcome.UNKNOWN, "the connection was closed before the answer came", null));
    }

    void awaitAnswer(long deadlineNanos) {
        try {
            reply.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            cutOff();
        }
    }

    /** An answer behind the deadline is late, whichever side is the first to look at the clock. */
    private void answerInTime(Reply answer) {
        if (call.context().hasDeadline() && call.context().remainingNanos() == 0)
            end(call.failure(Code.DEADLINE_EXCEEDED, Outcome.UNKNOWN, "no answer before the deadline", null));
        else answer(answer);
    }

    private boolean answer(Reply answer) {
        if (!reply.complete(answer)) return false;
        onEnd.accept(this);
        if (completion != null) completion.complete(answer);
        return true;
    }

    @Override
    public ExportedService service() {
        return service;
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public Endpoint endpoint() {
        return acceptor.address().withService(service.name());
    }

    @Override
    public String peer() {
        return "local";
    }

    @Override
    public CallContext context() {
        return call.context();
    }

    @Override
    public @Nullable Object[] arguments() {
        return codec.request(operation).decode(request);
    }

    @Override
    public void succeed(@Nullable Object result) {
        MessageCodec<@Nullable Object> response = acceptor.codec(service).response(operation);
        try {
            byte[] bytes = response.encode(result);
            answerInTime(() -> response.decode(bytes));
        } catch (EncodeException e) {
            fail(new Failure.Refused(code(e), Outcome.INVOKED, "result: " + e.getMessage()));
        }
    }

    @Override
    public void fail(Failure failure) {
        if (failure instanceof Failure.Declared declared) {
            MessageCodec<Throwable> exception = acceptor.codec(service).exception(declared.type());
            byte[] bytes = exception.encode(declared.exception());
            answerInTime(() -> {
                throw exception.decode(bytes);
            });
        } else if (failure instanceof Failure.Refused refused) {
            InvocationException e = call.failure(refused.code(), refused.outcome(), refused.reason(), null);
            answer(() -> {
                throw e;
            });
        }
    }
}
