package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.protocol.link.Entry;
import java.nio.ByteBuffer;

/** Checks an entry that came from a peer before anything of it is taken. A peer's mistake is refused with a text; it breaks nothing here. */
final class EntryCheck {
    private final int maxMessage;
    private final int self;
    private final int size;
    private final Counters counters;
    private final OriginQueue[] origins;

    EntryCheck(int maxMessage, int self, int size, Counters counters, OriginQueue[] origins) {
        this.maxMessage = maxMessage;
        this.self = self;
        this.size = size;
        this.counters = counters;
        this.origins = origins;
    }

    /** Length of the entry at an index, or -1 if it cannot be taken. */
    int entry(ByteBuffer entries, int at) {
        int left = entries.limit() - at;
        if (left < Entry.COUNTERS_HEADER) {
            return -1;
        }
        int length = entries.getInt(at);
        if (length < Entry.COUNTERS_HEADER || length > left || entries.get(at + 5) != 0) {
            return -1;
        }
        int kind = entries.get(at + 4);
        boolean right = kind == Entry.COUNTERS
                ? countersRight(entries, at, length)
                : (kind == Entry.ATOMIC || kind == Entry.RELIABLE) && messageRight(entries, at, length);
        return right ? length : -1;
    }

    /** Says what is wrong with an entry. */
    String wrong(ByteBuffer entries, int at) {
        int left = entries.limit() - at;
        if (left < Entry.COUNTERS_HEADER) {
            return "entry at byte " + at + " of the frame has only " + left + " bytes left";
        }
        int kind = entries.get(at + 4);
        int origin = Short.toUnsignedInt(entries.getShort(at + 6));
        String what = "entry at byte " + at + " of the frame: length " + entries.getInt(at) + " of " + left
                + " left, kind " + kind;
        if ((kind == Entry.ATOMIC || kind == Entry.RELIABLE) && left >= Entry.HEADER) {
            what += ", origin " + origin + ", sequence " + entries.getLong(at + 8) + ", number "
                    + entries.getLong(at + 16);
            if (origin < size) {
                what += "; expected sequence " + (counters.received(origin) + 1) + " and a number above "
                        + origins[origin].lastNumber();
            }
        } else if (kind == Entry.COUNTERS) {
            what += ", " + origin + " pairs that do not follow from what was received";
        }
        return what;
    }

    private boolean messageRight(ByteBuffer entries, int at, int length) {
        if (length < Entry.HEADER || length - Entry.HEADER > maxMessage) {
            return false;
        }
        int origin = Short.toUnsignedInt(entries.getShort(at + 6));
        return origin < size
                && origin != self
                && entries.getLong(at + 8) == counters.received(origin) + 1
                && entries.getLong(at + 16) > origins[origin].lastNumber()
                && entries.getLong(at + 16) < OriginQueue.NONE;
    }

    private boolean countersRight(ByteBuffer entries, int at, int length) {
        int pairs = Short.toUnsignedInt(entries.getShort(at + 6));
        if (pairs == 0 || length != Entry.countersLength(pairs)) {
            return false;
        }
        int previous = -1;
        for (int i = 0; i < pairs; i++) {
            int pair = at + Entry.COUNTERS_HEADER + Entry.PAIR * i;
            int origin = Short.toUnsignedInt(entries.getShort(pair));
            if (origin <= previous
                    || origin >= size
                    || (entries.getShort(pair + 2) & ~Entry.TOLD) != 0
                    || !counters.possible(origin, entries.getInt(pair + 4), entries.getInt(pair + 8))) {
                return false;
            }
            previous = origin;
        }
        return true;
    }
}
