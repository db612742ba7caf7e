package io.rmix.dvm.runtime;

import io.rmix.Limits;
import io.rmix.Rmix;
import java.time.Duration;

/** What members reach each other with. */
final class MemberRmix {
    /** How long members' endpoints may take to close: the other side of a lane may be dead. */
    private static final Duration MEMBER_DRAIN = Duration.ofSeconds(2);

    private MemberRmix() {}

    /** To be closed by the caller. */
    static Rmix open(NodeConfiguration configuration) {
        Rmix.Builder builder = Rmix.builder()
                .limits(limits(configuration))
                .security(configuration.security())
                .links(configuration.complete(configuration.rules()))
                .directExecutor();
        configuration.linkPlugins().ifPresent(settings -> builder.pluginFolder(settings.folder()));
        return builder.build();
    }

    /** Frames must fit, and a lane must take all that may be in flight without making the protocol loop wait. */
    private static Limits limits(NodeConfiguration configuration) {
        int frame = configuration.shared().maxFrameBytes() + (64 << 10);
        long lane = Math.max(1L << 20, (2L * configuration.limits().framesInFlight() + 2) * frame);
        Limits defaults = Limits.defaults();
        return defaults.withMessageBytes(Math.max(1 << 20, 2 * frame))
                .withLane((int) Math.min(1 << 30, lane), defaults.laneCalls())
                .withDrain(MEMBER_DRAIN);
    }
}
