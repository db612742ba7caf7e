package io.rmix.javarmi;

import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.spi.CallContext;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends requests to one address and reads what is answered. Blocks; sends nothing twice. */
final class RequestChannel {
    /** A request of no more bytes is taken by the socket at once, so that writing it does not outlast the deadline. */
    private static final int WRITTEN_AT_ONCE = 64 << 10;

    private final Sockets sockets;
    private final ScheduledExecutorService timer;

    RequestChannel(Sockets sockets, ScheduledExecutorService timer) {
        this.sockets = sockets;
        this.timer = timer;
    }

    /** Reads an answer to its end. */
    interface Reader<T> {
        /**
         * @throws WireException if it cannot be used; the socket is given up
         * @throws IOException if it does not arrive
         */
        T read(WireInput in) throws WireException, IOException;
    }

    <T> T exchange(byte[] request, long deadline, @Nullable Flight flight, Reader<T> reader) throws WireException {
        ClientSocket socket = sockets.take(deadline);
        boolean done = false;
        ScheduledFuture<?> alarm = alarm(socket, request.length, deadline);
        try {
            if (flight != null && !flight.on(socket))
                throw new WireException(Code.CANCELLED, Outcome.NOT_INVOKED, "cancelled by the caller", null);
            T answer = reader.read(socket.exchange(request, deadline));
            done = true;
            // Late is late, however it came to be read: it may be what a servant said on hearing of the deadline.
            if (deadline != CallContext.NO_DEADLINE && deadline - System.nanoTime() <= 0)
                throw new WireException(Code.DEADLINE_EXCEEDED, Outcome.UNKNOWN, "no answer before the deadline", null);
            return answer;
        } catch (IOException e) {
            throw socket.failure(e, Outcome.UNKNOWN);
        } finally {
            if (flight != null) flight.landed();
            if (alarm != null) alarm.cancel(false);
            if (done) sockets.give(socket);
            else sockets.discard(socket);
        }
    }

    private @Nullable ScheduledFuture<?> alarm(ClientSocket socket, int size, long deadline) {
        if (deadline == CallContext.NO_DEADLINE || size <= WRITTEN_AT_ONCE) return null;
        return timer.schedule(
                () -> socket.cut(Code.DEADLINE_EXCEEDED, "no answer before the deadline"),
                Math.max(0, deadline - System.nanoTime()),
                TimeUnit.NANOSECONDS);
    }

    void close() {
        sockets.close();
    }
}
