package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.Cut;
import io.rmix.dvm.View;
import io.rmix.dvm.protocol.link.Entry;
import java.util.Arrays;

/**
 * Decides what is delivered when: reliable messages on reception, atomic ones in the order of (number, priority of origin) as they become stable and complete. The heads of
 * the origins' queues are merged, since each origin's numbers ascend.
 */
public final class Deliverer {
    private final int self;
    private final int size;
    private final int[] priorities;
    private final Rules rules;
    private final Counters counters;
    private final Hearsay hearsay;
    private final OriginQueue[] origins;
    private final DeliveryQueue queue;
    /** Last message of each origin that came round the ring. */
    private final long[] onReception;

    private final long[] anything;
    private long lastOwnReliable;
    private long lastOwnAtomic;
    private long ownLooked;
    private long completedReliable;
    private long completedAtomic;
    private long atomicDelivered;

    Deliverer(
            View view,
            int self,
            Rules rules,
            Counters counters,
            Hearsay hearsay,
            OriginQueue[] origins,
            DeliveryQueue queue) {
        this.self = self;
        this.size = view.size();
        this.priorities = new int[size];
        for (int i = 0; i < size; i++) {
            priorities[i] = view.member(i).priority();
        }
        this.onReception = new long[size];
        this.anything = new long[size];
        Arrays.fill(anything, Long.MAX_VALUE);
        this.rules = rules;
        this.counters = counters;
        this.hearsay = hearsay;
        this.origins = origins;
        this.queue = queue;
    }

    /** A message of our own. */
    void originated(int kind, long sequence) {
        if (kind == Entry.ATOMIC) {
            lastOwnAtomic = sequence;
        } else {
            lastOwnReliable = sequence;
        }
    }

    /** A message of another origin: delivered at once if it is reliable. */
    void received(int kind, int origin, long position, int length) {
        onReception[origin] = counters.received(origin);
        if (kind == Entry.RELIABLE) {
            queue.add(origins[origin].log(), position, length, origin, counters.received(origin));
        }
    }

    /** Delivers what can be delivered now. */
    void deliver() {
        deliverOwnReliable(hearsay.stable(self));
        for (int best = first(anything); best >= 0; best = first(anything)) {
            long sequence = origins[best].head();
            long stable = hearsay.stable(best);
            if (!rules.stable(sequence, stable) || !rules.complete(sequence, stable)) {
                return;
            }
            deliverHead(best);
        }
    }

    private void deliverHead(int index) {
        OriginQueue origin = origins[index];
        long sequence = origin.head();
        queue.add(origin.log(), origin.position(sequence), origin.length(sequence), index, sequence);
        origin.advance();
        atomicDelivered++;
        if (index == self) {
            completedAtomic = sequence;
        }
    }

    /** The view ends, and everybody who goes on has all up to the cut: delivers what is left of it, in order. */
    void finish(Cut cut) {
        deliverOwnReliable(cut.last().get(self));
        for (int origin = 0; origin < size; origin++) {
            deliverFetched(origin, cut.last().get(origin));
        }
        long[] last = cut.last().stream().mapToLong(Long::longValue).toArray();
        for (int best = first(last); best >= 0; best = first(last)) {
            deliverHead(best);
        }
    }

    /** Reliable messages that did not come round the ring are delivered when it is certain that they are in the cut. */
    private void deliverFetched(int origin, long through) {
        OriginQueue messages = origins[origin];
        for (long sequence = onReception[origin] + 1; origin != self && sequence <= through; sequence++) {
            if (!messages.isAtomic(sequence)) {
                queue.add(messages.log(), messages.position(sequence), messages.length(sequence), origin, sequence);
            }
        }
    }

    /** Atomic messages delivered, of all origins. */
    public long atomicDelivered() {
        return atomicDelivered;
    }

    /** Last own atomic message delivered. */
    public long completedAtomic() {
        return completedAtomic;
    }

    /** Last own reliable message delivered. */
    public long completedReliable() {
        return completedReliable;
    }

    /** Last own atomic message originated. */
    public long lastOwnAtomic() {
        return lastOwnAtomic;
    }

    /** Last own reliable message originated. */
    public long lastOwnReliable() {
        return lastOwnReliable;
    }

    /** Origin of the smallest pending atomic message up to a sequence number of each origin, or -1. Looks upstream from this member, which matters only if the rules leave a tie. */
    private int first(long[] through) {
        int best = -1;
        long bestNumber = OriginQueue.NONE;
        int at = self;
        for (int i = 0; i < size; i++) {
            long number = origins[at].headNumber();
            if (number != OriginQueue.NONE
                    && origins[at].head() <= through[at]
                    && (best < 0 || rules.precedes(number, priorities[at], bestNumber, priorities[best]))) {
                best = at;
                bestNumber = number;
            }
            at = at == 0 ? size - 1 : at - 1;
        }
        return best;
    }

    /** The originator delivers its own reliable message when everybody has it, so that its completion says so. */
    private void deliverOwnReliable(long through) {
        if (lastOwnReliable <= completedReliable) {
            return;
        }
        OriginQueue own = origins[self];
        ownLooked = Math.max(ownLooked, own.first() - 1);
        while (ownLooked < through) {
            ownLooked++;
            if (!own.isAtomic(ownLooked)) {
                queue.add(own.log(), own.position(ownLooked), own.length(ownLooked), self, ownLooked);
                completedReliable = ownLooked;
            }
        }
    }
}
