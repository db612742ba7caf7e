package io.rmix.benchmarks.invoke;

/** The service that is called through RMIX. */
public interface Echo {
    byte[] echo(byte[] value);

    void sink(byte[] value);

    /** How many sinks have been executed. */
    long sunk();
}
