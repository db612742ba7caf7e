package io.rmix.benchmarks.ring;

/** A system that broadcasts in total order, as one of its members sees it. */
interface Group extends AutoCloseable {
    /** Broadcasts; may block while the system has no room. */
    void broadcast(byte[] message) throws Exception;

    @Override
    void close() throws Exception;

    /** Takes deliveries, one at a time and in order. */
    interface Delivery {
        void delivered(byte[] array, int offset, int length);
    }
}
