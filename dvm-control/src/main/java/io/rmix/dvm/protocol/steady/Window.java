package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.Invariant;
import io.rmix.dvm.SharedConfiguration;

/** Bounds what a member has broadcast: not done, not delivered by itself, and not yet sent. */
final class Window {
    /** A message counts as at least so many bytes, so that tiny ones do not make more counters than the log has room for. */
    static final int LEAST_CHARGE = SharedConfiguration.LEAST_CHARGE;

    private final int windowBytes;
    private final int unsentBound;
    private long notDone;
    private long notDelivered;
    private long unsent;
    private int wanted;

    Window(int windowBytes, int unsentBound) {
        this.windowBytes = windowBytes;
        this.unsentBound = unsentBound;
    }

    /** What an entry counts as. */
    static int charge(int entryLength) {
        return Math.max(entryLength, LEAST_CHARGE);
    }

    /** Takes room for an entry if there is any; otherwise remembers that it was wanted. */
    boolean take(int entryLength) {
        if (!open(entryLength)) {
            wanted = entryLength;
            return false;
        }
        int charge = charge(entryLength);
        notDone += charge;
        notDelivered += charge;
        unsent += entryLength;
        return true;
    }

    /** Remembers that an entry of this length did not fit elsewhere. */
    void want(int entryLength) {
        wanted = entryLength;
    }

    /** Whether room was wanted and is there now; tells so once. */
    boolean opened() {
        if (wanted == 0 || !open(wanted)) {
            return false;
        }
        wanted = 0;
        return true;
    }

    void done(int entryLength) {
        notDone -= charge(entryLength);
        Invariant.check(notDone >= 0, "no more is done than was originated", notDone, 0);
    }

    void delivered(int entryLength) {
        notDelivered -= charge(entryLength);
        Invariant.check(notDelivered >= 0, "no more is delivered than was originated", notDelivered, 0);
    }

    void sent(int bytes) {
        unsent -= bytes;
        Invariant.check(unsent >= 0, "no more is sent than was originated", unsent, 0);
    }

    long notDone() {
        return notDone;
    }

    long notDelivered() {
        return notDelivered;
    }

    /** One's own messages go into the log about a frame at a time, so that what is forwarded gets its turn. */
    private boolean open(int entryLength) {
        int charge = charge(entryLength);
        return notDone + charge <= windowBytes
                && notDelivered + charge <= windowBytes
                && (unsent == 0 || unsent + entryLength <= unsentBound);
    }
}
