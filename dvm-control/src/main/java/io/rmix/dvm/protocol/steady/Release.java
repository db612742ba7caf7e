package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.protocol.link.LinkLog;

/** Gives up what nobody needs any more: messages that are done and consumed, and counter entries that the successor has; in the order of the log. */
final class Release {
    private final LinkLog link;
    private final LinkLog store;
    private final OriginQueue[] origins;
    private final Counters counters;
    /** End of the last message in the link log that is done: the successor has all before it. */
    private long doneEnd;

    Release(LinkLog link, LinkLog store, OriginQueue[] origins, Counters counters) {
        this.link = link;
        this.store = store;
        this.origins = origins;
        this.counters = counters;
    }

    /** More messages of an origin are done. */
    void becameDone(int origin) {
        OriginQueue messages = origins[origin];
        long last = counters.done(origin);
        if (messages.log() == link) {
            doneEnd = Math.max(doneEnd, messages.position(last) + messages.length(last));
        }
    }

    /** As {@link SteadyState#release}. */
    long all(long acknowledged) {
        release(store, Long.MAX_VALUE);
        return release(link, Math.max(acknowledged, doneEnd));
    }

    private long release(LinkLog log, long acknowledged) {
        long known = acknowledged;
        while (log.tail() < log.end()) {
            long next = log.tail() + log.oldestLength();
            int origin = log.oldestOrigin();
            if (origin == LinkLog.NO_ORIGIN) {
                if (next > known) {
                    break;
                }
            } else {
                OriginQueue messages = origins[origin];
                if (messages.first() > counters.done(origin) || !messages.isOldestConsumed()) {
                    break;
                }
                messages.releaseOldest();
                known = Math.max(known, next);
            }
            log.releaseOldest();
        }
        return known;
    }
}
