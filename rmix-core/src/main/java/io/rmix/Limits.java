package io.rmix;

import java.time.Duration;

/**
 * Bounds of one {@link Rmix}. Every one of them is enforced; none is negotiated.
 *
 * @param messageBytes largest encoded request or answer, 1 KiB to 1 GiB (default 16 MiB). Too small refuses calls with
 *     {@code TOO_LARGE}; too large lets one peer take that much memory per call.
 * @param depth deepest nesting of a value, 1 to 1000 (default 64). Too small refuses deep values; too large risks the stack.
 * @param laneBytes payload bytes a lane holds unsent, and holds unexecuted at the server (default 4 MiB). Too small costs
 *     throughput; too large costs memory per lane.
 * @param laneCalls calls a lane holds unsent, and holds unexecuted at the server (default 65,536)
 * @param servantThreads threads that run servants (default the larger of 16 and four per processor). Too few make calls wait
 *     behind servants that block; too many cost memory.
 * @param servantQueue calls beyond {@code servantThreads} that may wait for a thread, for their turn, or for an answer that comes later (default
 *     4,096); one more is refused with {@code BUSY}
 * @param drain how long closing waits for calls in progress (default 10 s)
 */
public record Limits(
        int messageBytes,
        int depth,
        int laneBytes,
        int laneCalls,
        int servantThreads,
        int servantQueue,
        Duration drain) {
    public Limits {
        range("messageBytes", messageBytes, 1 << 10, 1 << 30);
        range("depth", depth, 1, 1000);
        range("laneBytes", laneBytes, 1 << 10, 1 << 30);
        range("laneCalls", laneCalls, 1, 1 << 24);
        range("servantThreads", servantThreads, 1, 10_000);
        range("servantQueue", servantQueue, 0, 1 << 24);
        if (drain.isNegative()) throw new IllegalArgumentException("drain must not be negative: " + drain);
    }

    /** The defaults. */
    public static Limits defaults() {
        int threads = Math.max(16, 4 * Runtime.getRuntime().availableProcessors());
        return new Limits(16 << 20, 64, 4 << 20, 65_536, threads, 4096, Duration.ofSeconds(10));
    }

    /**
     * The same with another {@link #messageBytes()}.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Limits withMessageBytes(int bytes) {
        return new Limits(bytes, depth, laneBytes, laneCalls, servantThreads, servantQueue, drain);
    }

    /**
     * The same with other {@link #laneBytes()} and {@link #laneCalls()}.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Limits withLane(int bytes, int calls) {
        return new Limits(messageBytes, depth, bytes, calls, servantThreads, servantQueue, drain);
    }

    /**
     * The same with other {@link #servantThreads()} and {@link #servantQueue()}.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Limits withServants(int threads, int queue) {
        return new Limits(messageBytes, depth, laneBytes, laneCalls, threads, queue, drain);
    }

    /**
     * The same with another {@link #drain()}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Limits withDrain(Duration time) {
        return new Limits(messageBytes, depth, laneBytes, laneCalls, servantThreads, servantQueue, time);
    }

    private static void range(String name, int value, int low, int high) {
        if (value < low || value > high)
            throw new IllegalArgumentException(name + " must be " + low + " to " + high + ", not " + value);
    }
}
