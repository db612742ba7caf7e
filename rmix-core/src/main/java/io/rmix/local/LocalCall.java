package io.rmix.local;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.DecodeException;
import io.rmix.contract.EncodeException;
import io.rmix.contract.ExceptionType;
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
import java.util.concurrent.Future;
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
    private final LocalAcceptor.Exported service;
    private final Operation operation;
    private final LocalAcceptor acceptor;
    private final @Nullable Completion completion;
    private final Consumer<LocalCall> onEnd;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private volatile @Nullable Running running;
    private volatile @Nullable Future<?> alarm;

    private LocalCall(
            OutboundCall call,
            ProtoCodec codec,
            byte[] request,
            LocalAcceptor.Exported service,
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
            LocalAcceptor.Exported service,
            LocalAcceptor acceptor,
            @Nullable Completion completion,
            Consumer<LocalCall> onEnd) {
        Operation operation = service.service().contract().find(call.operation().name());
        if (operation == null)
            throw call.failure(
                    Code.NO_SUCH_METHOD, Outcome.NOT_INVOKED, service.service() + " has no such operation", null);
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
            end(late());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(call.failure(Code.CANCELLED, Outcome.UNKNOWN, "interrupted while waiting for the answer", null));
        }
        return reply.join().get();
    }

    void scheduleDeadline(ScheduledExecutorService timer) {
        if (!call.context().hasDeadline()) return;
        Future<?> late = timer.schedule(() -> end(late()), call.context().remainingNanos(), TimeUnit.NANOSECONDS);
        alarm = late;
        if (reply.isDone()) late.cancel(false);
    }

    /** Ends the call from the client's side; the servant is told that nobody waits. */
    void end(InvocationException failure) {
        if (!answer(() -> {
            throw failure;
        })) return;
        Running begun = running;
        if (begun != null) begun.cancel();
    }

    /** Ends a call that was not submitted. */
    void refuse(String reason) {
        end(call.failure(Code.UNAVAILABLE, Outcome.NOT_INVOKED, reason, null));
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

    /** Late is late, whoever notices first: the answer may be what a servant said on hearing of the deadline. */
    private boolean isLate() {
        if (!call.context().hasDeadline() || call.context().remainingNanos() > 0) return false;
        end(late());
        return true;
    }

    private InvocationException late() {
        return call.failure(Code.DEADLINE_EXCEEDED, Outcome.UNKNOWN, "no answer before the deadline", null);
    }

    private Throwable thrown(String name, byte[] bytes) {
        ExceptionType type = call.operation().exception(name);
        if (type != null) return read(codec.exception(type), bytes);
        String reason = "the servant threw " + name + ", which the contract here does not declare";
        return call.failure(Code.SERVANT_FAILED, Outcome.INVOKED, reason, null);
    }

    private <T extends @Nullable Object> T read(MessageCodec<T> form, byte[] bytes) {
        try {
            return form.decode(bytes);
        } catch (DecodeException e) {
            throw call.failure(Code.INVALID, Outcome.INVOKED, "answer: " + e.getMessage(), e);
        }
    }

    private boolean answer(Reply answer) {
        if (!reply.complete(answer)) return false;
        Future<?> late = alarm;
        if (late != null) late.cancel(false);
        onEnd.accept(this);
        if (completion != null) completion.complete(answer);
        return true;
    }

    @Override
    public ExportedService service() {
        return service.service();
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public Endpoint endpoint() {
        return acceptor.address().withService(service.service().name());
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
        return service.codec().request(operation).decode(request);
    }

    @Override
    public void succeed(@Nullable Object result) {
        if (isLate()) return;
        try {
            byte[] bytes = service.codec().response(operation).encode(result);
            answer(() -> read(codec.response(call.operation()), bytes));
        } catch (EncodeException e) {
            fail(new Failure.Refused(code(e), Outcome.INVOKED, "result: " + e.getMessage()));
        }
    }

    @Override
    public void fail(Failure failure) {
        boolean untouched = failure instanceof Failure.Refused refusal && refusal.outcome() == Outcome.NOT_INVOKED;
        if (!untouched && isLate()) return;
        if (failure instanceof Failure.Declared declared) {
            try {
                byte[] bytes = service.codec().exception(declared.type()).encode(declared.exception());
                answer(() -> {
                    throw thrown(declared.type().name(), bytes);
                });
            } catch (EncodeException e) {
                fail(new Failure.Refused(code(e), Outcome.INVOKED, "exception: " + e.getMessage()));
            }
        } else if (failure instanceof Failure.Refused refused) {
            InvocationException e = call.failure(refused.code(), refused.outcome(), refused.reason(), null);
            answer(() -> {
                throw e;
            });
        }
    }
}
