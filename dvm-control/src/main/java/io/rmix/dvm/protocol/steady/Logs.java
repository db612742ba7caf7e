package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.LocalConfiguration;
import io.rmix.dvm.SharedConfiguration;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.link.LinkLog;

/**
 * The two logs of a member: the link log holds what goes to the successor; the store holds what need not, the messages of the successor itself, which end
 * their first round here.
 *
 * <p>Sizes follow from the bounds. For each origin a window is not done; what is done but not consumed is at most the delivery queue and a window for
 * each origin, since a frame is taken while the queue has room and can make deliverable all that is pending. Counters take at most
 * 40 bytes for a message that counts as 96 ({@link Window#LEAST_CHARGE}).
 *
 * @param link sent, retained and delivered from
 * @param store retained and delivered from
 */
record Logs(LinkLog link, LinkLog store) {
    static Logs of(SharedConfiguration shared, LocalConfiguration local, int size) {
        int longest = Math.max(Entry.HEADER + shared.maxMessageBytes(), Entry.countersLength(size));
        long window = shared.windowBytes();
        long frames = 4L * shared.maxFrameBytes() + 2L * Entry.countersLength(size);
        long others = Math.max(1, size - 1);
        long link = local.deliveryQueueBytes() + 2 * others * window + size * window / 2 + frames;
        long store = size == 1 ? longest : local.deliveryQueueBytes() + 2 * window + frames;
        return new Logs(new LinkLog(capacity(link), longest), new LinkLog(capacity(store), longest));
    }

    /** Most deliveries that can wait. */
    int slots() {
        return link.capacity() / Window.LEAST_CHARGE + store.capacity() / Window.LEAST_CHARGE + 1;
    }

    private static int capacity(long bytes) {
        if (bytes > SharedConfiguration.MAX_LOG_BYTES) {
            throw new IllegalArgumentException(
                    "windowBytes, deliveryQueueBytes and the number of members need a log of " + bytes
                            + " bytes: at most " + SharedConfiguration.MAX_LOG_BYTES
                            + " are possible; make windowBytes smaller");
        }
        return Math.max(1024, Integer.highestOneBit((int) bytes - 1) << 1);
    }
}
