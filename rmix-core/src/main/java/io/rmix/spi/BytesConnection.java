package io.rmix.spi;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.contract.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection over a wire that exchanges bytes for bytes and blocks meanwhile, to {@link BytesServices}: synchronous calls on the
 * caller's thread, asynchronous ones and lanes on {@link ClientEnvironment#blocking}. Whoever ends an exchange early cancels its call at the server.
 */
public final class BytesConnection implements Connection {
    static final byte CALL = 1;
    static final byte LANE = 2;

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Endpoint address;
    private final ClientEnvironment environment;
    private final Wire wire;
    private final CallBytes codecs;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final InProgress inProgress = new InProgress();
    private volatile boolean closed;

    /** Makes exchanges. */
    @FunctionalInterface
    public interface Wire {
        /** @throws IOException if there is no room for another */
        Exchange open() throws IOException;
    }

    /** A frame is larger than this side allows. */
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        /** @param message says how large it is and may be */
        public TooLargeException(String message) {
            super(message);
        }
    }

    /** One exchange, run once by one thread. */
    public interface Exchange {
        /**
         * Sends and waits for the answer, at most until the deadline.
         *
         * @param patience what is left until the deadline
         * @param limit largest answer, to be refused before it is read
         * @throws TooLargeException if the answer is
         * @throws SocketTimeoutException if the deadline passed
         * @throws ClosedByInterruptException if the thread was interrupted
         * @throws IOException if it failed otherwise, or was ended
         */
        byte[] run(byte[] request, Patience patience, int limit) throws IOException;

        /** Whether anything may have been sent. */
        boolean sent();

        /** Ends it; any thread. */
        void end() throws IOException;
    }

    /** How long an exchange may still take. */
    @FunctionalInterface
    public interface Patience {
        /**
         * As sockets take it: 0 is for ever.
         *
         * @throws SocketTimeoutException if nothing is left
         */
        int millis() throws SocketTimeoutException;
    }

    private static Patience until(long deadlineNanos) {
        return () -> {
            if (deadlineNanos == CallContext.NO_DEADLINE) return 0;
            long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (left <= 0) throw new SocketTimeoutException("the deadline passed");
            return (int) Math.min(left, Integer.MAX_VALUE);
        };
    }

    /** @param wire makes an exchange for each call; nothing is done with it before the first */
    public BytesConnection(Endpoint address, ClientEnvironment environment, Wire wire) {
        this.address = address;
        this.environment = environment;
        this.wire = wire;
        this.codecs = new CallBytes(environment.limits());
    }

    /** An exchange, and why it was ended. */
    private final class Running implements PendingCall {
        private final Exchange exchange;
        private volatile @Nullable Code ended;

        Running(Exchange exchange) {
            this.exchange = exchange;
        }

        byte[] run(byte[] request, long deadlineNanos) throws IOException {
            inProgress.begin();
            running.add(this);
            try {
                if (closed) end(Code.CLOSED);
                Patience patience = until(deadlineNanos);
                byte[] answer =
                        exchange.run(request, patience, environment.limits().messageBytes() + CallBytes.OVERHEAD);
                // Late is late: it may be what a servant said on hearing of the deadline.
                patience.millis();
                return answer;
            } finally {
                running.remove(this);
                inProgress.end();
            }
        }

        @Override
        public void cancel() {
            end(Code.CANCELLED);
        }

        void end(Code why) {
            if (ended == null) ended = why;
            try {
                exchange.end();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Code code(IOException e) {
            Code why = ended;
            if (why != null) return why;
            if (e instanceof TooLargeException) return Code.TOO_LARGE;
            if (e instanceof SocketTimeoutException) return Code.DEADLINE_EXCEEDED;
            return e instanceof ClosedByInterruptException ? Code.CANCELLED : Code.UNAVAILABLE;
        }

        Outcome outcome(IOException e) {
            if (e instanceof TooLargeException) return Outcome.INVOKED;
            return exchange.sent() ? Outcome.UNKNOWN : Outcome.NOT_INVOKED;
        }
    }

    @Override
    public boolean cancelsOnWire() {
        return true;
    }

    private Running open(OutboundCall call) {
        try {
            return new Running(wire.open());
        } catch (IOException e) {
            throw call.failure(Code.BUSY, Outcome.NOT_INVOKED, String.valueOf(e), e);
        }
    }

    @Override
    public @Nullable Object call(OutboundCall call) throws Throwable {
        byte[] request = request(call);
        return codecs.result(call, answer(call, open(call), request));
    }

    @Override
    public PendingCall start(OutboundCall call, Completion completion) {
        try {
            byte[] request = request(call);
            Running exchange = open(call);
            try {
                environment.blocking().execute(() -> completion.complete(reply(call, exchange, request)));
                return exchange;
            } catch (RejectedExecutionException e) {
                exchange.cancel();
                throw call.failure(Code.BUSY, Outcome.NOT_INVOKED, "no thread is free", e);
            }
        } catch (InvocationException e) {
            completion.complete(failed(e));
            return () -> {};
        }
    }

    private Reply reply(OutboundCall call, Running exchange, byte[] request) {
        try {
            CallAnswer answer = answer(call, exchange, request);
            return () -> codecs.result(call, answer);
        } catch (InvocationException e) {
            return failed(e);
        }
    }

    private static Reply failed(InvocationException e) {
        return () -> {
            throw e;
        };
    }

    private byte[] request(OutboundCall call) {
        return codecs.request(call, size -> message(CALL, size));
    }

    /** With room for so many bytes behind the kind. */
    private static byte[] message(byte kind, int size) {
        byte[] message = new byte[1 + size];
        message[0] = kind;
        return message;
    }

    private static CallAnswer answer(OutboundCall call, Running exchange, byte[] request) {
        byte[] answer;
        try {
            answer = exchange.run(request, call.context().deadlineNanos());
        } catch (IOException e) {
            throw call.failure(exchange.code(e), exchange.outcome(e), String.valueOf(e), e);
        }
        try {
            return CallAnswer.read(answer);
        } catch (IOException e) {
            throw call.failure(Code.INVALID, Outcome.UNKNOWN, "the answer cannot be decoded: " + e.getMessage(), e);
        }
    }

    @Override
    public LaneWire openLane(Contract contract, LaneWire.Listener listener) {
        return new BatchLaneWire(this::lane, environment.blocking(), listener);
    }

    private LaneAck lane(LaneFrame frame) {
        Running exchange;
        try {
            exchange = new Running(wire.open());
        } catch (IOException e) {
            throw new InvocationException(Code.BUSY, Outcome.NOT_INVOKED, address, "", "lane", String.valueOf(e), e);
        }
        try {
            byte[] request = message(LANE, LaneCodec.size(frame));
            LaneCodec.write(frame, CodedOutputStream.newInstance(request, 1, request.length - 1));
            byte[] answer = exchange.run(request, CallContext.NO_DEADLINE);
            return LaneCodec.readAck(CodedInputStream.newInstance(answer));
        } catch (IOException e) {
            throw new InvocationException(
                    exchange.code(e), exchange.outcome(e), address, "", "lane", String.valueOf(e), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(exchange -> exchange.end(Code.UNAVAILABLE));
        inProgress.awaitNone(CLOSING);
    }
}
