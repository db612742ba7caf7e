package io.rmix.benchmarks.measure;

/**
 * What one window of one side gave.
 *
 * @param operations executed
 * @param seconds of the window
 * @param p50Micros median time of an operation in microseconds; 0 where operations are not timed one by one
 * @param allocatedBytes by all threads of all processes that took part
 */
public record Sample(long operations, double seconds, double p50Micros, long allocatedBytes) {
    /** Operations a second. */
    public double rate() {
        return operations / seconds;
    }

    public double bytesPerOperation() {
        return operations == 0 ? 0 : (double) allocatedBytes / operations;
    }
}
