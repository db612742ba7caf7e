package io.rmix;

/** Something that holds on this thread until it is closed. To be closed on the thread that opened it, the last one first. */
@FunctionalInterface
public interface Scope extends AutoCloseable {
    /** Holds nothing. */
    Scope NONE = () -> {};

    @Override
    void close();
}
