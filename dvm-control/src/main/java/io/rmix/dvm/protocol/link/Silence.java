package io.rmix.dvm.protocol.link;

import io.rmix.dvm.SharedConfiguration;

/**
 * Suspicion by silence and by failed links, in the core's own time. A tick that comes late by more than half the time-out resets the timers: one's own pause
 * is not the others' death.
 */
public final class Silence {
    private final long heartbeat;
    private final long timeout;
    private final long formation;
    private final Neighbour predecessor = new Neighbour();
    private final Neighbour successor = new Neighbour();
    private long now;
    private long downSince = -1;

    private static final class Neighbour {
        private long heardAt;
        private boolean known;
    }

    /**
     * Starts listening.
     *
     * @param known whether the neighbours were heard of before this view began; else they may still be starting
     */
    public Silence(SharedConfiguration shared, long now, boolean known) {
        predecessor.known = known;
        successor.known = known;
        this.heartbeat = shared.heartbeat().toNanos();
        this.timeout = shared.suspicionTimeout().toNanos();
        this.formation = shared.formationTimeout().toNanos();
        this.now = now;
        resetAt(now);
    }

    /** The predecessor lives. */
    public void heardPredecessor() {
        heard(predecessor);
    }

    /** The successor lives. */
    public void heardSuccessor() {
        heard(successor);
    }

    /** The link to the successor broke; one that is not mended within the time-out counts as silence. */
    public void linkDown() {
        downSince = downSince < 0 ? now : downSince;
    }

    /** The successor told its position over a new connection. */
    public void linkUp() {
        downSince = -1;
    }

    /** Time passes. */
    public void tick(long newNow) {
        if (newNow - now > heartbeat + timeout / 2) {
            resetAt(newNow);
        }
        now = newNow;
    }

    /** Why the predecessor is to be suspected; empty if it is not. */
    public String predecessor() {
        return silent(predecessor);
    }

    /** Why the successor is to be suspected; empty if it is not. */
    public String successor() {
        if (successor.known && downSince >= 0 && now - downSince > timeout) {
            return "the link to it is down for " + (now - downSince) / 1_000_000 + " ms";
        }
        return silent(successor);
    }

    /** The time of the last tick. */
    public long now() {
        return now;
    }

    private String silent(Neighbour neighbour) {
        long silence = now - neighbour.heardAt;
        if (silence <= (neighbour.known ? timeout : formation)) {
            return "";
        }
        return (neighbour.known ? "silent for " : "never heard of in ") + silence / 1_000_000 + " ms";
    }

    private void heard(Neighbour neighbour) {
        neighbour.heardAt = now;
        neighbour.known = true;
    }

    private void resetAt(long time) {
        predecessor.heardAt = time;
        successor.heardAt = time;
        downSince = downSince < 0 ? -1 : time;
    }
}
