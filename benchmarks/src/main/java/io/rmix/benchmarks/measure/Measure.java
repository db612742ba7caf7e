package io.rmix.benchmarks.measure;

import java.util.function.ToDoubleFunction;

/** What of a sample is compared. */
public enum Measure {
    /** Median time of an operation: less is better. */
    P50_MICROS("p50 us", Sample::p50Micros, true),
    /** Operations a second: more is better. */
    RATE("operations/s", Sample::rate, false);

    private final String unit;
    private final ToDoubleFunction<Sample> value;
    private final boolean lessIsBetter;

    Measure(String unit, ToDoubleFunction<Sample> value, boolean lessIsBetter) {
        this.unit = unit;
        this.value = value;
        this.lessIsBetter = lessIsBetter;
    }

    /** For tables. */
    public String unit() {
        return unit;
    }

    public double of(Sample sample) {
        return value.applyAsDouble(sample);
    }

    public boolean lessIsBetter() {
        return lessIsBetter;
    }
}
