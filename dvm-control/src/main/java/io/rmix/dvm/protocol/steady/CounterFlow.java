package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.protocol.link.LinkLog;

/**
 * When counters go into the link log: once at the end of a burst, and before a message that must not overtake them. Which of them may wait there for more to be sent with them: what is
 * <em>done</em> opens windows and frees room, and of that there is plenty while it concerns few messages and little of a window.
 */
final class CounterFlow {
    private static final int MOST_WAITING = 8;

    private final Counters counters;
    private final Hearsay hearsay;
    private final LinkLog link;
    private final long room;
    private long sentEnd;
    /** What the counters that wait are about, since nothing waited. */
    private long waitingMessages;

    private long waitingBytes;

    /**
     * Nothing waits.
     *
     * @param spare what a window has beside the longest message: all members together let a part of it wait, so that there is room for any message all the same
     */
    CounterFlow(Counters counters, Hearsay hearsay, LinkLog link, int spare, int members) {
        this.counters = counters;
        this.hearsay = hearsay;
        this.link = link;
        this.room = spare / (4L * members);
    }

    /** Frames were cut up to this log position: counters behind it may still be merged. */
    void sent(long end) {
        sentEnd = end;
        if (end == link.end()) {
            waitingMessages = 0;
            waitingBytes = 0;
        }
    }

    /** Counters of an origin's messages after one, up to another, may wait. */
    void waits(OriginQueue origin, long after, long through) {
        waitingMessages += through - after;
        if (counters.isUrgent() || waitingMessages > MOST_WAITING) {
            counters.urge();
            return;
        }
        for (long sequence = after + 1; sequence <= through; sequence++) {
            waitingBytes += Window.charge(origin.length(sequence));
        }
        if (waitingBytes > room) {
            counters.urge();
        }
    }

    /** A message is about to be appended to the link log. */
    void beforeMessage() {
        if (counters.mustPassFirst()) {
            counters.pass(link, sentEnd, false);
        }
    }

    /** Passes on what is to be passed on. What goes without a message is told directly too, if the link is idle. */
    void pass(boolean idle) {
        boolean alone = link.urgentEnd() <= sentEnd;
        if (counters.pass(link, sentEnd, idle && alone && hearsay.isUsed())) {
            hearsay.tell();
        }
    }
}
