package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.Invariant;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.link.LinkLog;
import io.rmix.dvm.protocol.link.Rings;

/**
 * Where the retained messages of one origin lie, by sequence number, and which atomic one of them is to be delivered next. What the core asks
 * of a message is here in small arrays: the log is large, and by the time its header would be looked at again it is no longer in any cache.
 */
final class OriginQueue {
    /** Number of a head that is not there: no message has one as great. */
    static final long NONE = Long.MAX_VALUE;

    /** Room for so many at first: in a view of a thousand most origins are silent. */
    private static final int FIRST = 4;

    private final LinkLog log;
    private long[] positions = new long[FIRST];
    /** Lamport numbers; {@link #NONE} for a reliable message, of which it is not asked. */
    private long[] numbers = new long[FIRST];

    private long[] lengths = new long[FIRST];
    private long first = 1;
    private long next = 1;
    private long head;
    private long headNumber = NONE;
    private long lastNumber;
    private long consumedAtomic;
    private long consumedReliable;

    OriginQueue(LinkLog log) {
        this.log = log;
    }

    LinkLog log() {
        return log;
    }

    /** A message was appended to the log. */
    void add(long position, int length, int kind, long number) {
        if (next - first == positions.length) {
            grow();
        }
        int slot = slot(next);
        positions[slot] = position;
        numbers[slot] = kind == Entry.ATOMIC ? number : NONE;
        lengths[slot] = length;
        if (headNumber == NONE && kind == Entry.ATOMIC) {
            head = next;
            headNumber = number;
        }
        lastNumber = number;
        next++;
    }

    long position(long sequence) {
        return positions[retained(sequence)];
    }

    /** Length of a message's entry. */
    int length(long sequence) {
        return (int) lengths[retained(sequence)];
    }

    boolean isAtomic(long sequence) {
        return numbers[retained(sequence)] != NONE;
    }

    private int retained(long sequence) {
        Invariant.check(sequence >= first && sequence < next, "a message asked for is retained", sequence, first);
        return slot(sequence);
    }

    /** Sequence number of the oldest message retained. */
    long first() {
        return first;
    }

    /** Sequence number of the atomic message to be delivered next; meaningless if there is none. */
    long head() {
        return head;
    }

    /** Its Lamport number, or {@link #NONE}. */
    long headNumber() {
        return headNumber;
    }

    /** The head was delivered: the next atomic message becomes the head. */
    void advance() {
        headNumber = NONE;
        for (long sequence = head + 1; sequence < next; sequence++) {
            headNumber = numbers[slot(sequence)];
            if (headNumber != NONE) {
                head = sequence;
                return;
            }
        }
    }

    /** Lamport number of the last message received. */
    long lastNumber() {
        return lastNumber;
    }

    void consumed(long sequence) {
        if (isAtomic(sequence)) {
            consumedAtomic = sequence;
        } else {
            consumedReliable = sequence;
        }
    }

    /** Whether the application is through with the oldest message retained. */
    boolean isOldestConsumed() {
        return first <= (isAtomic(first) ? consumedAtomic : consumedReliable);
    }

    /** The oldest message is not retained any more. */
    void releaseOldest() {
        first++;
    }

    private int slot(long sequence) {
        return (int) sequence & positions.length - 1;
    }

    private void grow() {
        positions = Rings.twice(positions);
        numbers = Rings.twice(numbers);
        lengths = Rings.twice(lengths);
    }
}
