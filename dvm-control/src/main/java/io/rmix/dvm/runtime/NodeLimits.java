package io.rmix.dvm.runtime;

import java.time.Duration;
import java.util.Objects;

/**
 * Bounds of a node beside those of the ring; members may differ in all but {@code checkpointEvery}.
 *
 * @param framesInFlight frames sent to the successor and not yet taken by it, 1 to 64. Too small: the link idles while acknowledgements
 *     come back. Too large: latency and memory, this many frames at both ends
 * @param submissionBytes bytes of submitted messages that wait for the window, 1 KiB to 1 GiB. Too small: submitters block early.
 *     Too large: memory and latency
 * @param submitTimeout how long a submitter is blocked while those bytes are used up, before it is refused with NOT_INVOKED
 * @param startTimeout how long a node waits for the DVM to be founded, before it gives up
 * @param drain how long closing waits for its clients' calls, for what was submitted to be delivered, and for the others to go on without it, each
 * @param checkpointEvery positions between two state hashes, at least 1; hashes can be compared only if it is the same at all members. Too small:
 *     the services spend their time on snapshots. Too large: a divergence is noticed late
 * @param clientThreads threads for calls of clients, each of which waits for the ring, 1 to 10,000. Too small: clients
 *     wait for each other. Too large: memory
 * @param clientQueue calls of clients that may wait for such a thread; one more is refused with BUSY
 */
public record NodeLimits(
        int framesInFlight,
        int submissionBytes,
        Duration submitTimeout,
        Duration startTimeout,
        Duration drain,
        int checkpointEvery,
        int clientThreads,
        int clientQueue) {
    /** Checks ranges. */
    public NodeLimits {
        range("framesInFlight", framesInFlight, 1, 64);
        range("submissionBytes", submissionBytes, 1 << 10, 1 << 30);
        notNegative("submitTimeout", submitTimeout);
        notNegative("startTimeout", startTimeout);
        notNegative("drain", drain);
        range("checkpointEvery", checkpointEvery, 1, Integer.MAX_VALUE);
        range("clientThreads", clientThreads, 1, 10_000);
        range("clientQueue", clientQueue, 0, 1 << 24);
    }

    /** 4 frames, 8 MiB, submitters wait 30 s, start-up 60 s, closing 10 s, a state hash every 4,096 positions, 256 threads and 4,096 waiting calls. */
    public static NodeLimits defaults() {
        return new NodeLimits(
                4, 8 << 20, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(10), 4096, 256, 4096);
    }

    /** With other frames in flight and submitted bytes. */
    public NodeLimits withRing(int frames, int bytes) {
        return new NodeLimits(
                frames, bytes, submitTimeout, startTimeout, drain, checkpointEvery, clientThreads, clientQueue);
    }

    /** With other times. */
    public NodeLimits withTimes(Duration submit, Duration start, Duration close) {
        return new NodeLimits(
                framesInFlight, submissionBytes, submit, start, close, checkpointEvery, clientThreads, clientQueue);
    }

    /** With another distance of state hashes. */
    public NodeLimits withCheckpointEvery(int positions) {
        return new NodeLimits(
                framesInFlight,
                submissionBytes,
                submitTimeout,
                startTimeout,
                drain,
                positions,
                clientThreads,
                clientQueue);
    }

    private static void range(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + " is " + value + ": expected " + least + " to " + most);
        }
    }

    private static void notNegative(String field, Duration value) {
        Objects.requireNonNull(value, field);
        if (value.isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(field + " is " + value + ": expected 0 to 24 hours");
        }
    }
}
