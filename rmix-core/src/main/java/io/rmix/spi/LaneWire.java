package io.rmix.spi;

import io.rmix.InvocationException;

/**
 * The client's side of a lane's wire. The engine numbers, buffers, counts credit and reports outcomes; a wire moves frames in
 * order and says when it broke. The engine calls it by one thread at a time.
 */
public interface LaneWire {
    /** Whether it takes another frame now; when it turns true later, {@link Listener#ready} is called. */
    boolean isReady();

    /** Takes a frame; only when ready. Its payloads are read before the frame's calls are acknowledged, or at once. */
    void send(LaneFrame frame);

    /** No frame follows: what is on its way is still executed and acknowledged, then {@link Listener#finished} is called. */
    void finish();

    /** Ends the wire; the listener hears nothing more. */
    void abort();

    /** One that has ended already, for a connection that cannot open any and has told the listener so. */
    static LaneWire ended() {
        return EndedLaneWire.INSTANCE;
    }

    /** The engine's side. Calls come one at a time, on any thread, and return soon. */
    interface Listener {
        /** The wire takes frames again. */
        void ready();

        /** The server has executed calls, or gives credit for more. */
        void acknowledged(LaneAck ack);

        /** The wire is gone; what was sent and not acknowledged is UNKNOWN. */
        void broken(InvocationException.Code code, String reason);

        /** The wire is gone; nothing that was sent and not acknowledged has been invoked, nor ever will be. */
        void refused(InvocationException.Code code, String reason);

        /** The end of a wire that was finished: all that was sent has been acknowledged. */
        void finished();

        /** Asks the sender to send no more here: once all it has sent is acknowledged it finishes this wire, and opens another if it has to. */
        void retire();
    }
}
