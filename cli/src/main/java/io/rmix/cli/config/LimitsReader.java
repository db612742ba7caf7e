package io.rmix.cli.config;

import static io.rmix.dvm.SharedConfiguration.HEADER_BYTES;

import io.rmix.Limits;
import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.SlowMemberPolicy;
import java.time.Duration;

/**
 * The sections {@code limits} and {@code timeouts}. What each means, and what too small and too large do, is said at the
 * parameters of {@link SharedConfiguration}, {@link LocalConfiguration} and {@link Limits}; their defaults hold for what is left out.
 *
 * <pre>
 * limits:
 *   message           largest ring message (shared)        window            (shared)
 *   frame             (shared; default: one message)       delivery-queue    bytes for a slow application
 *   slow-member       wait or exclude                      call-message      largest request or answer
 *   call-depth        deepest value                        lane              bytes a lane holds
 *   lane-calls        calls a lane holds                   servant-threads   servant-queue
 * timeouts:
 *   heartbeat, suspicion, formation (shared)               slow, drain
 * </pre>
 */
record LimitsReader(SharedConfiguration shared, LocalConfiguration local, Limits calls) {
    /** What a frame's envelope may take beside its entries, in a call. */
    private static final int FRAME_OVERHEAD = 4 << 10;

    static LimitsReader read(String dvm, Section limits, Section timeouts) {
        var result = new LimitsReader(shared(dvm, limits, timeouts), local(limits, timeouts), calls(limits, timeouts));
        limits.finish();
        timeouts.finish();
        if (result.calls.messageBytes() < result.shared.maxFrameBytes() + FRAME_OVERHEAD) {
            throw limits.place()
                    .error(
                            "limits: a frame of %s does not fit into a call: expected call-message to be at least %s more",
                            Units.format(result.shared.maxFrameBytes()), Units.format(FRAME_OVERHEAD));
        }
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
        Duration formation = time(
                timeouts, "formation", suspicion, Duration.ofHours(24), longer(suspicion, usual.formationTimeout()));
        return new SharedConfiguration(dvm, window, message, frame, heartbeat, suspicion, formation);
    }

    private static LocalConfiguration local(Section limits, Section timeouts) {
        LocalConfiguration usual = LocalConfiguration.defaults();
        return new LocalConfiguration(
                bytes(limits, "delivery-queue", 1 << 10, 1 << 30, usual.deliveryQueueBytes()),
                limits.optional("slow-member")
                        .map(value -> value.oneOf(SlowMemberPolicy.class))
                        .orElse(usual.slowMember()),
                time(timeouts, "slow", Duration.ofMillis(1), Duration.ofHours(24), usual.slowTimeout()));
    }

    private static Limits calls(Section limits, Section timeouts) {
        Limits usual = Limits.defaults();
        return new Limits(
                bytes(limits, "call-message", 1 << 10, 1 << 30, usual.messageBytes()),
                number(limits, "call-depth", 1, 1000, usual.depth()),
                bytes(limits, "lane", 1 << 10, 1 << 30, usual.laneBytes()),
                number(limits, "lane-calls", 1, 1 << 24, usual.laneCalls()),
                number(limits, "servant-threads", 1, 10_000, usual.servantThreads()),
                number(limits, "servant-queue", 0, 1 << 24, usual.servantQueue()),
                time(timeouts, "drain", Duration.ZERO, Duration.ofHours(1), usual.drain()));
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
