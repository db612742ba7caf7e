package io.rmix.grpc;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that messages were read into and that nobody needs any more, to be read into again: a new array has to be cleared, and lies in no cache. The one given back
 * last is taken first.
 *
 * <p><b>Threads.</b> Any.
 */
final class SpareArrays {
    /** Smaller ones cost less than to look for one. */
    static final int LEAST_BYTES = 4 << 10;

    static final int MOST_BYTES = 1 << 20;
    static final int MOST_ARRAYS = 8;
    /** A message takes no array that is more than so many times as long: it may keep it. */
    static final int MOST_WASTE = 4;

    private final ArrayDeque<byte[]> spare = new ArrayDeque<>();

    /** An array of at least so many bytes, with whatever in it. */
    byte[] take(int bytes) {
        byte[] found = bytes < LEAST_BYTES ? null : find(bytes);
        return found == null ? new byte[bytes] : found;
    }

    private synchronized byte @Nullable [] find(int bytes) {
        for (Iterator<byte[]> each = spare.iterator(); each.hasNext(); ) {
            byte[] array = each.next();
            if (array.length >= bytes && array.length / MOST_WASTE <= bytes) {
                each.remove();
                return array;
            }
        }
        return null;
    }

    /** Nobody uses the array any more. If there are enough, the one that was not used for longest goes. */
    synchronized void give(byte[] array) {
        if (array.length < LEAST_BYTES || array.length > MOST_BYTES) return;
        if (spare.size() == MOST_ARRAYS) spare.removeLast();
        spare.addFirst(array);
    }
}
