package io.rmix.dvm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/**
 * What all members must agree on; its {@link #fingerprint} travels in every frame, and members that differ refuse each other.
 *
 * @param dvm name of the DVM, 1 to 64 characters of {@code [A-Za-z0-9._-]}
 * @param windowBytes bytes a member may have broadcast that are not yet done, and that it has not yet delivered itself;
 *     a message counts as its payload and 32 bytes, at least 96. Too small: the ring idles while counters go round. Too large: memory (each member keeps several times windowBytes for each
 *     member of the view) and latency under load. At least maxMessageBytes + 32 and 96, at most 64 MiB
 * @param maxMessageBytes largest payload of one message; bounded by the smallest provider limit in use. Too small: submissions are refused. Too large: one message holds up the link
 * @param maxFrameBytes most bytes of entries in one frame, at least maxMessageBytes + 32. Too small: a frame's fixed cost is paid for few
 *     messages. Too large: latency, and more to send again after a loss; 64 to 256 KiB were best when measured
 * @param heartbeat time between two heartbeats on a link, and between ticks. Too small: traffic when idle. Too large: a lost last frame waits as long
 * @param suspicionTimeout silence after which a neighbour is suspected, at least three heartbeats. Too small: pauses are taken for deaths. Too large: a death holds up the ring as long
 * @param formationTimeout as suspicionTimeout in the first view of a lineage, for a neighbour that was not heard in it yet: it may still be starting.
 *     In later views everybody has been heard of, and suspicionTimeout holds. Too small: a member that starts slowly is left out. Too large: one that dies while the DVM forms holds it up as long
 */
public record SharedConfiguration(
        String dvm,
        int windowBytes,
        int maxMessageBytes,
        int maxFrameBytes,
        Duration heartbeat,
        Duration suspicionTimeout,
        Duration formationTimeout) {
    /** Version of the protocol that this code speaks. */
    public static final int PROTOCOL_VERSION = 1;

    /** The lowest that it still speaks, with members that speak no higher one. */
    public static final int LEAST_PROTOCOL_VERSION = 1;

    /** What a message counts as at least, in windows and queues: its counters take room too. */
    public static final int LEAST_CHARGE = 96;

    /** Bytes of a data entry's header. */
    public static final int HEADER_BYTES = 32;

    /** The most bytes that one of a member's logs can hold. */
    public static final long MAX_LOG_BYTES = 1 << 29;

    private static final int COUNTERS_HEADER_BYTES = 8;
    private static final int COUNTERS_BYTES = 12;

    /** Checks ranges, and bounds against each other. */
    public SharedConfiguration {
        Objects.requireNonNull(dvm, "dvm");
        if (!dvm.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("dvm '" + dvm + "': expected 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        range("maxMessageBytes", maxMessageBytes, 1, 32 << 20);
        range("windowBytes", windowBytes, Math.max(LEAST_CHARGE, maxMessageBytes + HEADER_BYTES), 64 << 20);
        range("maxFrameBytes", maxFrameBytes, maxMessageBytes + HEADER_BYTES, 64 << 20);
        millis("heartbeat", heartbeat, Duration.ofMillis(1), Duration.ofMinutes(1));
        millis("suspicionTimeout", suspicionTimeout, heartbeat.multipliedBy(3), Duration.ofHours(1));
        millis("formationTimeout", formationTimeout, suspicionTimeout, Duration.ofHours(24));
    }

    /** 1 MiB windows and 256 KiB messages and frames of 256 KiB and a bit, heartbeats every 200 ms, suspicion after 10 s, formation within 60 s. */
    public static SharedConfiguration defaults(String dvm) {
        return new SharedConfiguration(
                dvm,
                1 << 20,
                256 << 10,
                (256 << 10) + HEADER_BYTES,
                Duration.ofMillis(200),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60));
    }

    /**
     * The most members that a view can have: one's counters of all of them fit into a frame, and what each may have under way fits into a member's log. With windows of 1 MiB
     * 153, with windows of 128 KiB 1,024.
     */
    public int maxMembers() {
        int byCounters = (maxFrameBytes - COUNTERS_HEADER_BYTES) / COUNTERS_BYTES;
        long room = MAX_LOG_BYTES - LocalConfiguration.MAX_DELIVERY_QUEUE_BYTES - 5L * maxFrameBytes;
        long byLog = 2 * room / (5L * windowBytes);
        return (int) Math.max(1, Math.min(View.MAX_MEMBERS, Math.min(byCounters, byLog)));
    }

    /** Heartbeats in {@link #suspicionTimeout}, rounded up. */
    public int suspicionTicks() {
        return (int) ((suspicionTimeout.toNanos() + heartbeat.toNanos() - 1) / heartbeat.toNanos());
    }

    /**
     * FNV-1a, 64 bits, over the canonical text {@code dvm;windowBytes;maxMessageBytes;maxFrameBytes;heartbeat ms;suspicion ms;formation ms} in
     * UTF-8. It tells apart members that were configured differently; it does not protect against anybody.
     */
    public long fingerprint() {
        String text = dvm + ";" + windowBytes + ";" + maxMessageBytes + ";" + maxFrameBytes + ";" + heartbeat.toMillis()
                + ";" + suspicionTimeout.toMillis() + ";" + formationTimeout.toMillis();
        long hash = 0xcbf29ce484222325L;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    private static void range(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + " is " + value + ": expected " + least + " to " + most);
        }
    }

    private static void millis(String field, Duration value, Duration least, Duration most) {
        Objects.requireNonNull(value, field);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(field + " is " + value.toMillis() + " ms: expected " + least.toMillis()
                    + " to " + most.toMillis() + " ms");
        }
    }
}
