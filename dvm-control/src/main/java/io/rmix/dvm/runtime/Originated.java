package io.rmix.dvm.runtime;

import io.rmix.dvm.Invariant;
import io.rmix.dvm.Order;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Own messages that were originated and not yet delivered to the application, oldest first for each order.
 *
 * <p><b>Threads.</b> Added to by the protocol loop, taken from by the apply thread.
 */
final class Originated {
    private final ArrayDeque<Entry> atomic = new ArrayDeque<>();
    private final ArrayDeque<Entry> reliable = new ArrayDeque<>();
    private long view;
    private boolean givenUp;

    private record Entry(long view, long sequence, Submission submission) {}

    /** A view is installed: sequence numbers begin at 1 again. */
    synchronized void installed(long number) {
        view = number;
    }

    synchronized void add(long sequence, Submission submission) {
        queue(submission.order()).add(new Entry(view, sequence, submission));
    }

    /** The submission that was delivered, which is the oldest of its order; null after {@link #giveUp}. */
    synchronized @Nullable Submission take(Order order, long inView, long sequence) {
        if (givenUp) {
            return null;
        }
        Entry entry = queue(order).poll();
        Invariant.check(
                entry != null && entry.view() == inView && entry.sequence() == sequence,
                "own messages are delivered in the order they were originated",
                sequence,
                entry == null ? -1 : entry.sequence());
        return Objects.requireNonNull(entry).submission();
    }

    /** Takes those of this view with a greater sequence number, which will not be delivered. Those of earlier views are delivered, though maybe not yet applied. */
    synchronized List<Submission> takeAfter(Order order, long sequence) {
        List<Submission> lost = new ArrayList<>();
        ArrayDeque<Entry> queue = queue(order);
        for (Entry entry; (entry = queue.peekLast()) != null && entry.view() == view && entry.sequence() > sequence; ) {
            lost.add(entry.submission());
            queue.pollLast();
        }
        Collections.reverse(lost);
        return lost;
    }

    /** Takes all: whatever the apply thread still does, their submitters are told something else. */
    synchronized List<Submission> giveUp() {
        givenUp = true;
        List<Submission> lost = new ArrayList<>();
        atomic.forEach(each -> lost.add(each.submission()));
        reliable.forEach(each -> lost.add(each.submission()));
        atomic.clear();
        reliable.clear();
        return lost;
    }

    synchronized boolean isEmpty() {
        return atomic.isEmpty() && reliable.isEmpty();
    }

    synchronized int size() {
        return atomic.size() + reliable.size();
    }

    private ArrayDeque<Entry> queue(Order order) {
        return order == Order.ATOMIC ? atomic : reliable;
    }
}
