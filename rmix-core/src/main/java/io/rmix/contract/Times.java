package io.rmix.contract;

import java.time.Duration;
import java.time.Instant;

/** Ranges of google.protobuf.Timestamp and google.protobuf.Duration, and how Java's classes fall into them. */
final class Times {
    static final long FIRST_SECOND = -62_135_596_800L;
    static final long LAST_SECOND = 253_402_300_799L;
    static final long LONGEST_SECONDS = 315_576_000_000L;
    static final int NANOS = 1_000_000_000;

    private Times() {}

    static Instant checkInstant(Instant value) {
        if (value.getEpochSecond() < FIRST_SECOND || value.getEpochSecond() > LAST_SECOND) {
            throw new EncodeException("is " + value + ", outside of the years 1 to 9999");
        }
        return value;
    }

    static Duration checkDuration(Duration value) {
        if (Math.abs(seconds(value)) > LONGEST_SECONDS) {
            throw new EncodeException("is " + value + ", longer than " + LONGEST_SECONDS + " seconds");
        }
        return value;
    }

    /** Whole seconds, rounded towards zero. */
    static long seconds(Duration value) {
        return value.getSeconds() < 0 && value.getNano() > 0 ? value.getSeconds() + 1 : value.getSeconds();
    }

    /** What is left after {@link #seconds}, of the same sign. */
    static int nanos(Duration value) {
        return value.getSeconds() < 0 && value.getNano() > 0 ? value.getNano() - NANOS : value.getNano();
    }

    static Instant instant(long seconds, int nanos) {
        if (seconds < FIRST_SECOND || seconds > LAST_SECOND || nanos < 0 || nanos >= NANOS) {
            throw new DecodeException("is not a Timestamp: " + seconds + " s, " + nanos + " ns");
        }
        return Instant.ofEpochSecond(seconds, nanos);
    }

    static Duration duration(long seconds, int nanos) {
        boolean signs = seconds >= 0 && nanos >= 0 || seconds <= 0 && nanos <= 0;
        if (!signs || seconds < -LONGEST_SECONDS || seconds > LONGEST_SECONDS || nanos <= -NANOS || nanos >= NANOS) {
            throw new DecodeException("is not a Duration: " + seconds + " s, " + nanos + " ns");
        }
        return Duration.ofSeconds(seconds, nanos);
    }
}
