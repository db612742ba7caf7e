package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.protocol.link.LinkLog;

/** When counters go into the link log: once at the end of a burst, and before a message that must not overtake them. */
final class CounterFlow {
    private final Counters counters;
    private final LinkLog link;
    private long sentEnd;

    CounterFlow(Counters counters, LinkLog link) {
        this.counters = counters;
        this.link = link;
    }

    /** Frames were cut up to this log position: counters behind it may still be merged. */
    void sent(long end) {
        sentEnd = end;
    }

    /** A message is about to be appended to the link log. */
    void beforeMessage() {
        if (counters.mustPassFirst()) {
            pass();
        }
    }

    /** Passes on what is to be passed on. */
    void pass() {
        counters.pass(link, sentEnd);
    }
}
