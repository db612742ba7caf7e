package io.rmix.grpc;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call of a method that is known by its descriptor, whichever way it streams: sends all messages, then hands each answer to the
 * caller, on the caller's thread, before it asks for the next. The library's callbacks run on the event loop and only queue.
 */
final class ReflectedCall extends ClientCall.Listener<Incoming> {
    /** What to call, and where. */
    record Target(Endpoint address, String service, String method) {
        InvocationException failure(Code code, Outcome outcome, String reason, @Nullable Throwable cause) {
            String shown = Wire.text(reason.replaceAll("\\p{Cntrl}+", " "));
            return new InvocationException(code, outcome, address, service, method, shown, cause);
        }
    }

    /** Takes answers. */
    interface Sink {
        /** Takes one; whether it wants another. */
        boolean take(byte[] message);
    }

    /** A message, or how the call ended. */
    private record Event(@Nullable Incoming message, Status status, Metadata trailers) {}

    private final Target target;
    private final ClientCall<Message, Incoming> call;
    private final Progress progress;
    private final ChannelOptions connecting;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private @Nullable Status verdict;
    private boolean interrupted;
    private boolean answered;

    private ReflectedCall(
            Target target, ClientCall<Message, Incoming> call, Progress progress, ChannelOptions connecting) {
        this.target = target;
        this.call = call;
        this.progress = progress;
        this.connecting = connecting;
    }

    /** Makes one. Returns when it has ended well, or when the sink wants no more. */
    static void make(
            Target target,
            GrpcConnection connection,
            MethodDescriptor<Message, Incoming> method,
            CallOptions options,
            Metadata headers,
            List<? extends Message> requests,
            Sink sink) {
        Progress progress = new Progress();
        CallOptions traced = options.withStreamTracerFactory(progress);
        ReflectedCall made = new ReflectedCall(
                target, Channels.newCall(connection.fresh(), method, traced), progress, connection.options());
        try {
            made.send(headers, requests);
            made.receive(sink);
        } finally {
            made.call.cancel("nothing more is wanted", null);
            if (made.interrupted) Thread.currentThread().interrupt();
        }
    }

    private void send(Metadata headers, List<? extends Message> requests) {
        call.start(this, headers);
        call.request(1);
        requests.forEach(call::sendMessage);
        call.halfClose();
    }

    private void receive(Sink sink) {
        while (true) {
            Event event = next();
            Incoming message = event.message();
            if (message == null) {
                if (event.status().isOk()) return;
                throw failure(event);
            }
            answered = true;
            if (!message.sound()) {
                Code code = message.tooLarge() ? Code.TOO_LARGE : Code.INVALID;
                throw target.failure(code, Outcome.INVOKED, "answer: " + message.problem(), null);
            }
            if (!sink.take(message.bytes())) return;
            call.request(1);
        }
    }

    /** Waits; for a connection no longer than other calls do. */
    private Event next() {
        long patience = System.nanoTime() + connecting.connectTimeout().toNanos();
        while (true) {
            try {
                Event event = verdict != null || progress.sent()
                        ? events.take()
                        : events.poll(patience - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event != null) return event;
                if (!progress.sent()) cancel(connecting.noConnection());
            } catch (InterruptedException e) {
                interrupted = true;
                cancel(Status.CANCELLED.withDescription("interrupted while waiting for the answer"));
            }
        }
    }

    private void cancel(Status reason) {
        if (verdict == null) verdict = reason;
        call.cancel(reason.getDescription(), null);
    }

    /** A servant that has answered was invoked, whatever came of it then. */
    private InvocationException failure(Event end) {
        Status local = verdict;
        boolean ours = end.status().getCode() == Status.Code.CANCELLED && !progress.ended();
        Status status = ours && local != null ? local : end.status();
        ClientFailures.Refusal refusal = ClientFailures.refusal(status, end.trailers(), progress);
        Outcome outcome = answered ? Outcome.INVOKED : refusal.outcome();
        return target.failure(refusal.code(), outcome, refusal.reason(), status.getCause());
    }

    @Override
    public void onMessage(Incoming message) {
        events.add(new Event(message, Status.OK, new Metadata()));
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        events.add(new Event(null, status, trailers));
    }
}
