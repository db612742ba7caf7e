package io.rmix.benchmarks.ring;

import java.nio.ByteBuffer;

/** A system that broadcasts in total order, as one of its members sees it. */
interface Group extends AutoCloseable {
    /** Broadcasts; may block while the system has no room. */
    void broadcast(byte[] message) throws Exception;

    @Override
    void close() throws Exception;

    /** Takes deliveries, one at a time and in order. */
    interface Delivery {
        /**
         * A message was delivered.
         *
         * @param message from its position to its limit, not to be kept
         */
        void delivered(ByteBuffer message);
    }
}
