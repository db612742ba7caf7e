package io.rmix.spi;

import java.time.Duration;

/** The engine as acceptors see it. Thread safe. */
public interface Dispatcher {
    /**
     * Runs the call on the servant pool and returns at once; a full pool refuses the call with {@code BUSY}. For threads that
     * move bytes.
     *
     * @return cancels the call, for protocols that say so themselves (a reset stream, a closed connection)
     */
    Running submit(InboundCall call);

    /**
     * Runs the call on this thread, within the same bound of concurrent calls, and returns when it is answered. For threads
     * that a protocol's library gives to one call alone.
     */
    void run(InboundCall call);

    /** Cancels the running call of that id, if there is one. For protocols that do not cancel by themselves. */
    void cancel(String callId);

    /**
     * Begins a lane that came in on a stream.
     *
     * @param acceptor whose services the lane's calls name
     * @param sink takes acknowledgements, on any thread; one at a time
     */
    LaneInlet openLane(Acceptor acceptor, Peer peer, AckSink sink);

    /** As {@link #openLane(Acceptor, Peer, AckSink)}, of a peer of whom only the address is known. */
    default LaneInlet openLane(Acceptor acceptor, String peer, AckSink sink) {
        return openLane(acceptor, Peer.at(peer), sink);
    }

    /**
     * Takes one frame of a lane on a wire without streams, and waits until its calls are executed or the time has passed,
     * whichever is first. Blocks: only for threads that belong to this exchange alone.
     *
     * @return how far the lane is
     */
    LaneAck exchange(Acceptor acceptor, Peer peer, LaneFrame frame, Duration patience) throws InterruptedException;

    /** As {@link #exchange(Acceptor, Peer, LaneFrame, Duration)}, of a peer of whom only the address is known. */
    default LaneAck exchange(Acceptor acceptor, String peer, LaneFrame frame, Duration patience)
            throws InterruptedException {
        return exchange(acceptor, Peer.at(peer), frame, patience);
    }

    /** A call being executed. */
    interface Running {
        /** The caller has gone: the servant is told, the answer goes nowhere. */
        void cancel();
    }

    /** Where a streamed lane's frames go. Called by one thread at a time. */
    interface LaneInlet {
        /** Takes a frame: does not block, and never holds more than the credit that was given. */
        void frame(LaneFrame frame);

        /** The client has half-closed: the last acknowledgement is sent when all has been executed, then {@link AckSink#finished}. */
        void finished();

        /** The stream broke: what has not started may still be executed. */
        void broken();
    }

    /** Takes acknowledgements to the client. */
    interface AckSink {
        /** Sends an acknowledgement; does not block. One that is overtaken by a later one may be left out. Called by one thread at a time. */
        void acknowledge(LaneAck ack);

        /** No acknowledgement follows; the stream can be ended. */
        void finished();
    }
}
