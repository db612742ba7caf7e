package io.rmix.dvm.protocol;

import java.util.ArrayDeque;
import java.util.Deque;

/** Views that are over, as far as the application is not through with what they delivered. */
final class Backlog {
    private final Deque<RingCore> rings = new ArrayDeque<>();

    void add(RingCore ring) {
        rings.add(ring);
        drop();
    }

    /** The application is through with deliveries up to a number. */
    void consumed(long through) {
        rings.forEach(each -> each.consumed(through));
        drop();
    }

    /** Bytes that wait. */
    long bytes() {
        long sum = 0;
        for (RingCore each : rings) {
            sum += each.deliveries().bytes();
        }
        return sum;
    }

    /** Views of which something waits. */
    int size() {
        return rings.size();
    }

    private void drop() {
        rings.removeIf(each -> each.deliveries().consumed() == each.delivered());
    }
}
