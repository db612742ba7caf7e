package io.rmix.javarmi;

import io.rmix.InvocationException.Code;
import org.jspecify.annotations.Nullable;

/** What an asynchronous call waits on, so that it can be ended. */
final class Flight {
    private @Nullable ClientSocket socket;
    private boolean cancelled;

    /** The call now waits on a socket. Returns whether it may: not once it is cancelled. */
    synchronized boolean on(ClientSocket next) {
        if (!cancelled) socket = next;
        return !cancelled;
    }

    /** The call waits on no socket any more. */
    synchronized void landed() {
        socket = null;
    }

    synchronized void cancel() {
        cancelled = true;
        if (socket != null) socket.cut(Code.CANCELLED, "cancelled by the caller");
    }
}
