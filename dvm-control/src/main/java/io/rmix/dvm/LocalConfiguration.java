package io.rmix.dvm;

import java.time.Duration;
import java.util.Objects;

/**
 * What a member decides for itself; members may differ in it.
 *
 * @param deliveryQueueBytes bytes of messages delivered to the application and not yet taken by it, headers included, beyond which
 *     this member takes no more frames. Too small: a short pause of the application slows the ring. Too large: memory, and a slow application goes unnoticed. 1 KiB to 128 MiB
 * @param slowMember what to do about a successor that takes no frames because its application is slow
 * @param slowTimeout how long {@link SlowMemberPolicy#EXCLUDE} waits. Too small: a busy member is taken for a hopeless one. Too large: the ring stands as long
 */
public record LocalConfiguration(int deliveryQueueBytes, SlowMemberPolicy slowMember, Duration slowTimeout) {
    /** The longest delivery queue: logs have room for it beside all windows. */
    public static final int MAX_DELIVERY_QUEUE_BYTES = 128 << 20;

    /** Checks ranges. */
    public LocalConfiguration {
        Objects.requireNonNull(slowMember, "slowMember");
        Objects.requireNonNull(slowTimeout, "slowTimeout");
        if (deliveryQueueBytes < 1024 || deliveryQueueBytes > MAX_DELIVERY_QUEUE_BYTES) {
            throw new IllegalArgumentException(
                    "deliveryQueueBytes is " + deliveryQueueBytes + ": expected 1024 to " + MAX_DELIVERY_QUEUE_BYTES);
        }
        if (slowTimeout.isNegative() || slowTimeout.isZero()) {
            throw new IllegalArgumentException("slowTimeout is " + slowTimeout + ": expected more than zero");
        }
    }

    /** 1 MiB, the ring waits for slow members. */
    public static LocalConfiguration defaults() {
        return new LocalConfiguration(1 << 20, SlowMemberPolicy.WAIT, Duration.ofSeconds(30));
    }
}
