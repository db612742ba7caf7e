package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The link that a sender's calls go over now, and those after it: each a new incarnation of the lane, at one endpoint of the stub's or another.
 * Guarded by the sender's lock.
 */
final class LaneLinks {
    private final LaneSender sender;
    private final LaneOpener opener;
    private final Set<Endpoint> tried = new HashSet<>();
    private final long lane = newLane();
    private long incarnation;
    private @Nullable LaneLink current;

    LaneLinks(LaneSender sender, LaneOpener opener) {
        this.sender = sender;
        this.opener = opener;
    }

    private static long newLane() {
        long lane;
        do lane = ThreadLocalRandom.current().nextLong();
        while (lane == 0);
        return lane;
    }

    /** The link that is open, or null. */
    @Nullable LaneLink current() {
        return current;
    }

    /**
     * Opens the next one.
     *
     * @param base number of the call before its first
     * @param place held for it already
     * @return null if its wire broke meanwhile, which has failed all calls or gone on to another endpoint
     */
    @Nullable LaneLink open(long base, Attachment place) {
        LaneLink opened = new LaneLink(sender, lane, ++incarnation, base, place);
        current = opened;
        try {
            opened.attach(opener.open(place, opened));
        } catch (InvocationException e) {
            opened.broken(e.code(), e.getMessage() == null ? "cannot open a lane" : e.getMessage());
        } catch (RuntimeException e) {
            opened.broken(Code.INTERNAL, "cannot open a lane: " + e);
        }
        return current;
    }

    /** The link is no longer current; whoever takes it ends it. */
    @Nullable LaneLink take() {
        LaneLink old = current;
        current = null;
        return old;
    }

    /** A server forgets a lane that it has not heard of for long: then this one is taken in time, and a new one begun. */
    @Nullable LaneLink takeIdle() {
        return current == null || !current.isIdle() ? null : take();
    }

    /** Takes the link to an endpoint that the stub has left, or of a wire that asks to be left. */
    @Nullable LaneLink takeLeft() {
        LaneLink old = current;
        return old == null || (opener.isAt(old.place()) && !old.isRetired()) ? null : take();
    }

    /** Whether the stub has another endpoint after one whose link has ended. The link is no longer current then. */
    boolean goOn(Code code, LaneLink ended) {
        if (!StubCore.isAway(code)) return false;
        if (opener.isAt(ended.place()) && !opener.failOver(ended.place(), tried)) return false;
        current = null;
        return true;
    }

    /** Calls have come to an end: what was tried for them may be tried again. */
    void settled() {
        tried.clear();
    }
}
