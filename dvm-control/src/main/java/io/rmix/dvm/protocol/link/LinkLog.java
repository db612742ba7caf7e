package io.rmix.dvm.protocol.link;

import io.rmix.dvm.Invariant;
import java.nio.ByteBuffer;

/**
 * A circular log of entries: send buffer, retention and delivery storage in one. A position is the sum of the lengths of all entries before it, and lies in
 * the array at {@code position & mask}.
 *
 * <p>An entry that starts below the capacity may run over it, into a margin as long as the longest entry; the next one starts behind it, round the
 * corner, so that positions have no holes and need no padding. No piece that is cut for sending runs over the end of the capacity, an exact fit included.
 *
 * <p>Length and origin of each entry are kept in a small array beside, for {@link #oldestLength}: when an entry is released its bytes are in no cache any more.
 */
public final class LinkLog {
    /** Origin of a counter entry. */
    public static final int NO_ORIGIN = -1;

    private final byte[] bytes;
    private final int mask;
    private long[] entries = new long[64];
    private long firstEntry;
    private long nextEntry;
    private long tail;
    private long end;
    private long last = -1;
    private long urgentEnd;

    /**
     * An empty log.
     *
     * @param capacity bytes it holds, a power of two
     * @param longest length of the longest entry, at most the capacity
     */
    public LinkLog(int capacity, int longest) {
        Invariant.check(
                Integer.bitCount(capacity) == 1 && longest <= capacity, "log is a power of two", capacity, longest);
        this.bytes = new byte[capacity + longest];
        this.mask = capacity - 1;
    }

    /** The array; who reads it must not write to it. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where an entry lies in the array. */
    public int offset(long position) {
        return (int) position & mask;
    }

    /** Bytes the log holds. */
    public int capacity() {
        return mask + 1;
    }

    /** Position of the oldest entry retained. */
    public long tail() {
        return tail;
    }

    /** Position after the newest entry. */
    public long end() {
        return end;
    }

    /** Entries that begin before this are to be sent as soon as the link takes them; those behind it are counters, which may wait for more. */
    public long urgentEnd() {
        return urgentEnd;
    }

    /** All there is now is to be sent as soon as the link takes it. */
    public void urge() {
        urgentEnd = end;
    }

    /** Bytes that can be appended now. */
    public long free() {
        return capacity() - (end - tail);
    }

    /** Appends a data entry of our own. */
    public long append(
            int kind, int origin, long sequence, long number, long time, byte[] payload, int from, int length) {
        int at = claim(Entry.HEADER + length, origin);
        Entry.header(bytes, at, Entry.HEADER + length, kind, origin, sequence, number, time);
        System.arraycopy(payload, from, bytes, at + Entry.HEADER, length);
        urge();
        return last;
    }

    /** Appends an entry as it came in. */
    public long append(ByteBuffer source, int from, int length) {
        int at = claim(length, Short.toUnsignedInt(source.getShort(from + 6)));
        source.get(from, bytes, at, length);
        urge();
        return last;
    }

    /** Appends a counter entry, which is not urgent of itself, whose pairs the caller writes at the returned offset in {@link #bytes}. */
    public int appendCounters(int pairs) {
        int at = claim(Entry.countersLength(pairs), NO_ORIGIN);
        Entry.countersHeader(bytes, at, pairs);
        return at;
    }

    /**
     * Takes back the newest entry if it is a counter entry that was never sent, so that it can be written anew with more in it.
     *
     * @param sentEnd position up to which entries were sent at least once
     * @return its offset in the array, valid until the next append; or -1 if the newest entry is none to be merged with
     */
    public int takeBackCounters(long sentEnd) {
        if (last < sentEnd || last < tail || end == tail || Entry.kind(bytes, offset(last)) != Entry.COUNTERS) {
            return -1;
        }
        end = last;
        last = -1;
        nextEntry--;
        return offset(end);
    }

    /** Length of the oldest entry. */
    public int oldestLength() {
        return (int) (entries[slot(firstEntry)] >> Integer.SIZE);
    }

    /** Origin of the oldest entry, or {@link #NO_ORIGIN}. */
    public int oldestOrigin() {
        return (int) entries[slot(firstEntry)];
    }

    /** Gives up the oldest entry. */
    public void releaseOldest() {
        Invariant.check(tail < end && firstEntry < nextEntry, "what is released was retained", tail, end);
        tail += oldestLength();
        firstEntry++;
    }

    /** Whether an entry starts at a position, or the log ends there; walks from the tail, so it is for rare questions. */
    public boolean isBoundary(long position) {
        long at = tail;
        while (at < position && at < end) {
            at += Entry.length(bytes, offset(at));
        }
        return at == position;
    }

    private int claim(int length, int origin) {
        Invariant.check(length <= free(), "the log has room for what was admitted", length, free());
        if (nextEntry - firstEntry == entries.length) {
            entries = Rings.twice(entries);
        }
        entries[slot(nextEntry++)] = (long) length << Integer.SIZE | origin & 0xffffffffL;
        last = end;
        end += length;
        return offset(last);
    }

    private int slot(long entry) {
        return (int) entry & entries.length - 1;
    }
}
