package io.rmix.dvm.protocol;

/**
 * What a core keeps beside messages, whose bounds {@link CoreStatus} tells.
 *
 * @param viewsLive views of which it may still need messages: its own, and the one before
 * @param viewsRead views of which its application has still to read
 * @param applicants who wants to join, leave or become a voter
 * @param reports who reports whom
 * @param answered strangers that were answered since the last tick
 * @param snapshots kept for learners, or on their way to be
 * @param waiting effects that were not told yet
 */
public record Footprint(
        int viewsLive, int viewsRead, int applicants, int reports, int answered, int snapshots, int waiting) {}
