package io.rmix.benchmarks.measure;

import java.time.Duration;

/** One side of a comparison. */
public interface Side {
    /** For tables. */
    String name();

    /** Works for so long and says what it did. */
    Sample run(Duration window) throws Exception;

    /**
     * How long this side takes to be compiled.
     *
     * @param usual as set for the benchmark
     */
    default Duration warmUp(Duration usual) {
        return usual;
    }
}
