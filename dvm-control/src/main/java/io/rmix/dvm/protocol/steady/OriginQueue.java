package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.Invariant;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.link.LinkLog;
import java.util.Arrays;

/** Where the retained messages of one origin lie, by sequence number, and which atomic one of them is to be delivered next. */
final class OriginQueue {
    /** Number of a head that is not there: no message has one as great. */
    static final long NONE = Long.MAX_VALUE;

    private final LinkLog log;
    private long[] positions = new long[64];
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
    void add(long position, int kind, long number) {
        if (next - first == positions.length) {
            grow();
        }
        positions[slot(next)] = position;
        if (headNumber == NONE && kind == Entry.ATOMIC) {
            head = next;
            headNumber = number;
        }
        lastNumber = number;
        next++;
    }

    long position(long sequence) {
        Invariant.check(sequence >= first && sequence < next, "a message asked for is retained", sequence, first);
        return positions[slot(sequence)];
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
            int at = log.offset(positions[slot(sequence)]);
            if (Entry.kind(log.bytes(), at) == Entry.ATOMIC) {
                head = sequence;
                headNumber = Entry.number(log.bytes(), at);
                return;
            }
        }
    }

    /** Lamport number of the last message received. */
    long lastNumber() {
        return lastNumber;
    }

    void consumed(int kind, long sequence) {
        if (kind == Entry.ATOMIC) {
            consumedAtomic = sequence;
        } else {
            consumedReliable = sequence;
        }
    }

    boolean isConsumed(int kind, long sequence) {
        return sequence <= (kind == Entry.ATOMIC ? consumedAtomic : consumedReliable);
    }

    /** The message is not retained any more. */
    void released(long sequence) {
        Invariant.check(sequence == first, "messages of an origin are released in order", sequence, first);
        first++;
    }

    private int slot(long sequence) {
        return (int) sequence & positions.length - 1;
    }

    private void grow() {
        long[] old = positions;
        positions = Arrays.copyOf(old, old.length * 2);
        for (long sequence = first; sequence < next; sequence++) {
            positions[slot(sequence)] = old[(int) sequence & old.length - 1];
        }
    }
}
