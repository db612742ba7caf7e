package io.rmix.benchmarks.ring;

import java.nio.ByteBuffer;

/** A system that broadcasts in total order, as one of its members sees it. It ends with the member's process. */
interface Group {
    /** Waits until all members are in and may broadcast. */
    void awaitAll(Membership membership) throws Exception;

    /** Broadcasts; may block while the system has no room. */
    void broadcast(byte[] message) throws Exception;

    /** Hears what the system does. */
    interface Events {
        /**
         * A message was delivered; called for one at a time and in order.
         *
         * @param message from its position to its limit, not to be kept
         */
        void delivered(ByteBuffer message);

        /** Something makes what is measured worthless: a message was refused, or after {@link #awaitAll} somebody has left. */
        void failed(String why);
    }
}
