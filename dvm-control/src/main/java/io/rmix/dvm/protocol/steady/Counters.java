package io.rmix.dvm.protocol.steady;

import io.rmix.dvm.Invariant;
import io.rmix.dvm.protocol.link.Entry;
import io.rmix.dvm.protocol.link.LinkLog;
import java.util.Arrays;

/**
 * Received, stable and done, cumulative, for every origin of the view; and what of them is still to be passed on.
 *
 * <p>The stable counter of o starts at pred(o), where the first round ends, and runs through o to pred(pred(o)), which then knows that
 * everybody knows: there done starts, and runs once round (Engelmann, Scott and Geist: the third reception ends a broadcast).
 */
final class Counters {
    /** The stable counters of so many messages are told directly; of more there is enough to do for the ring. */
    private static final int FEW = 8;

    private final int size;
    private final int self;
    private final int successor;
    private final long[] received;
    private final long[] stable;
    private final long[] done;
    private final int[] stableToPass;
    private final int[] doneToPass;
    /** Some of the stable counter that is to be passed on was told nobody directly. */
    private final boolean[] untold;
    /** Messages of all origins that are here and not known to be stable. */
    private long unstable;

    private boolean somethingToPass;
    private boolean opensWindow;
    /** Some of it is waited for: it is sent as soon as the link takes it. */
    private boolean urgent;

    /** @param stableAtStart of every origin */
    Counters(int size, int self, long stableAtStart) {
        this.size = size;
        this.self = self;
        this.successor = (self + 1) % size;
        this.received = new long[size];
        this.stable = new long[size];
        Arrays.fill(stable, stableAtStart);
        this.done = new long[size];
        this.stableToPass = new int[size];
        this.doneToPass = new int[size];
        this.untold = new boolean[size];
    }

    long received(int origin) {
        return received[origin];
    }

    long stable(int origin) {
        return stable[origin];
    }

    long done(int origin) {
        return done[origin];
    }

    /** Whether something is here that is not known to be stable: then a frame will come and say so. */
    boolean awaitStable() {
        return unstable > 0;
    }

    /** A message of our own. In a view of one everybody has it and knows so. */
    void originated() {
        received[self]++;
        unstable += size == 1 ? 0 : 1;
        if (size == 1) {
            stable[self]++;
            done[self]++;
        }
    }

    /** A message of another origin. If that origin comes next on the ring, everybody has it now: round two starts here. */
    void receivedFrom(int origin) {
        received[origin]++;
        if (successor == origin) {
            stable[origin]++;
            stableToPass[origin]++;
            somethingToPass = true;
            urgent = true;
        } else {
            unstable++;
        }
    }

    /** A message of another origin that did not come round the ring. */
    void fetchedFrom(int origin) {
        received[origin]++;
        unstable++;
    }

    /** Whether deltas that came in are possible; a stable counter beyond what we received would mean that it overtook data. */
    boolean possible(int origin, int stableDelta, int doneDelta) {
        return stableDelta >= 0
                && doneDelta >= 0
                && stable[origin] + stableDelta <= received[origin]
                && done[origin] + doneDelta <= stable[origin] + stableDelta;
    }

    /**
     * Deltas came in.
     *
     * @param told whether the stable delta was told directly
     * @param waits whether it may wait here, since the successor hears of it from the other side
     */
    void grow(int origin, int stableDelta, int doneDelta, boolean told, boolean waits) {
        if (stableDelta > 0) {
            stable[origin] += stableDelta;
            unstable -= stableDelta;
            if (successor == predecessor(origin)) {
                done[origin] += stableDelta;
                doneToPass[origin] += stableDelta;
                // In a ring of two, done starts at the origin itself.
                opensWindow |= origin == self;
            } else {
                stableToPass[origin] += stableDelta;
                untold[origin] |= !told;
                urgent |= !waits;
            }
            somethingToPass = true;
        }
        if (doneDelta > 0) {
            done[origin] += doneDelta;
            if (successor != predecessor(predecessor(origin))) {
                doneToPass[origin] += doneDelta;
                somethingToPass = true;
                opensWindow = true;
            }
        }
        Invariant.check(done[origin] <= stable[origin], "done is stable", done[origin], stable[origin]);
        Invariant.check(stable[origin] <= received[origin], "stable is received", stable[origin], received[origin]);
    }

    /**
     * Whether a done counter waits that is older than the data about to be appended. It opened the origin's window, or will, and must not arrive behind what is sent
     * through that window, or members down the ring would have to keep more than a window.
     */
    boolean mustPassFirst() {
        return opensWindow;
    }

    /** What is to be passed on is to be sent as soon as the link takes it. */
    void urge() {
        urgent |= somethingToPass;
    }

    boolean isUrgent() {
        return urgent;
    }

    /**
     * Writes what is to be passed on into the log, merged with a counter entry at its end that was never sent.
     *
     * @param tells whether what is stable from here on is told directly too, if it is of few messages
     * @return whether it is to be told
     */
    boolean pass(LinkLog log, long sentEnd, boolean tells) {
        if (!somethingToPass || log.free() < Entry.countersLength(size)) {
            return false;
        }
        int merged = log.takeBackCounters(sentEnd);
        if (merged >= 0) {
            byte[] bytes = log.bytes();
            for (int i = Entry.pairs(bytes, merged) - 1; i >= 0; i--) {
                int origin = Entry.pairOrigin(bytes, merged, i);
                stableToPass[origin] += Entry.pairStable(bytes, merged, i);
                doneToPass[origin] += Entry.pairDone(bytes, merged, i);
                untold[origin] |= Entry.pairStable(bytes, merged, i) > 0 && Entry.pairFlags(bytes, merged, i) == 0;
            }
        }
        boolean startsHere = stableToPass[successor] > 0;
        boolean told = tells && startsHere && stableToPass[successor] <= FEW && !untold[successor];
        untold[successor] = startsHere && !told;
        write(log);
        if (urgent) {
            log.urge();
        }
        urgent = false;
        somethingToPass = false;
        opensWindow = false;
        return told;
    }

    private void write(LinkLog log) {
        int pairs = 0;
        for (int i = 0; i < size; i++) {
            pairs += (stableToPass[i] | doneToPass[i]) != 0 ? 1 : 0;
        }
        int at = log.appendCounters(pairs);
        int pair = 0;
        for (int i = 0; i < size; i++) {
            if ((stableToPass[i] | doneToPass[i]) != 0) {
                int flag = stableToPass[i] > 0 && !untold[i] ? Entry.TOLD : 0;
                Entry.pair(log.bytes(), at, pair++, i, flag, stableToPass[i], doneToPass[i]);
                untold[i] = false;
                stableToPass[i] = 0;
                doneToPass[i] = 0;
            }
        }
    }

    private int predecessor(int index) {
        return index == 0 ? size - 1 : index - 1;
    }
}
