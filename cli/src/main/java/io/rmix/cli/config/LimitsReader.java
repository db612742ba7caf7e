package io.rmix.cli.config;

import static io.rmix.dvm.SharedConfiguration.HEADER_BYTES;

import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.SlowMemberPolicy;
import io.rmix.dvm.runtime.NodeLimits;
import java.time.Duration;

/**
 * The sections {@code limits} and {@code timeouts}. What each means, and what too small and too large do, is said at the
 * parameters of {@link SharedConfiguration}, {@link LocalConfiguration} and {@link NodeLimits}; their defaults hold for what is left out.
 *
 * <pre>
 * limits:
 *   message           largest ring message (shared)        window            (shared)
 *   frame             (shared)                             delivery-queue    bytes for a slow application
 *   slow-member       wait or exclude                      frames-in-flight  frames the successor has not taken
 *   submission        bytes that wait for the window       checkpoint-every  positions between state hashes (shared)
 *   client-threads    calls of clients at once             client-queue      calls of clients that wait
 * timeouts:
 *   heartbeat, suspicion, formation (shared)               slow, submit, start, drain
 * </pre>
 */
record LimitsReader(SharedConfiguration shared, LocalConfiguration local, NodeLimits node) {
    private static final Duration DAY = Duration.ofHours(24);

    static LimitsReader read(String dvm, Section limits, Section timeouts) {
        var result = new LimitsReader(shared(dvm, limits, timeouts), local(limits, timeouts), node(limits, timeouts));
        limits.finish();
        timeouts.finish();
        return result;
    }

    private static SharedConfiguration shared(String dvm, Section limits, Section timeouts) {
        SharedConfiguration usual = SharedConfiguration.defaults(dvm);
        int message = bytes(limits, "message", 1, 32 << 20, usual.maxMessageBytes());
        int least = message + HEADER_BYTES;
        int window = bytes(limits, "window", least, 64 << 20, Math.max(least, usual.windowBytes()));
        int frame = bytes(limits, "frame", least, 64 << 20, Math.max(least, usual.maxFrameBytes()));
        Duration heartbeat =
                time(timeouts, "heartbeat", Duration.ofMillis(1), Duration.ofMinutes(1), usual.heartbeat());
        Duration suspicion = time(
                timeouts,
                "suspicion",
                heartbeat.multipliedBy(3),
                Duration.ofHours(1),
                longer(heartbeat.multipliedBy(3), usual.suspicionTimeout()));
        Duration formation = time(timeouts, "formation", suspicion, DAY, longer(suspicion, usual.formationTimeout()));
        return new SharedConfiguration(dvm, window, message, frame, heartbeat, suspicion, formation);
    }

    private static LocalConfiguration local(Section limits, Section timeouts) {
        LocalConfiguration usual = LocalConfiguration.defaults();
        return new LocalConfiguration(
                bytes(
                        limits,
                        "delivery-queue",
                        1 << 10,
                        LocalConfiguration.MAX_DELIVERY_QUEUE_BYTES,
                        usual.deliveryQueueBytes()),
                limits.optional("slow-member")
                        .map(value -> value.oneOf(SlowMemberPolicy.class))
                        .orElse(usual.slowMember()),
                time(timeouts, "slow", Duration.ofMillis(1), DAY, usual.slowTimeout()));
    }

    private static NodeLimits node(Section limits, Section timeouts) {
        NodeLimits usual = NodeLimits.defaults();
        return new NodeLimits(
                number(limits, "frames-in-flight", 1, 64, usual.framesInFlight()),
                bytes(limits, "submission", 1 << 10, 1 << 30, usual.submissionBytes()),
                time(timeouts, "submit", Duration.ZERO, DAY, usual.submitTimeout()),
                time(timeouts, "start", Duration.ZERO, DAY, usual.startTimeout()),
                time(timeouts, "drain", Duration.ZERO, DAY, usual.drain()),
                number(limits, "checkpoint-every", 1, Integer.MAX_VALUE, usual.checkpointEvery()),
                number(limits, "client-threads", 1, 10_000, usual.clientThreads()),
                number(limits, "client-queue", 0, 1 << 24, usual.clientQueue()));
    }

    private static int bytes(Section section, String key, int least, int most, int usual) {
        return section.optional(key).map(value -> value.bytes(least, most)).orElse(usual);
    }

    private static int number(Section section, String key, int least, int most, int usual) {
        return section.optional(key).map(value -> value.integer(least, most)).orElse(usual);
    }

    private static Duration time(Section section, String key, Duration least, Duration most, Duration usual) {
        return section.optional(key).map(value -> value.duration(least, most)).orElse(usual);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
