package io.rmix.dvm.protocol.link;

import java.nio.ByteBuffer;

/**
 * The receiving end of the link: takes entries in position order, ignores what it has, and pulls by position what it lacks.
 */
public final class LinkReceiver {
    private final ControlOutbox outbox;
    private final int predecessor;
    private final int acknowledgeEvery;
    private final int maxFrame;
    private long position;
    /** Bytes of counter entries taken since the last word of our position. */
    private long unacknowledged;

    private long pulledFor = -1;
    private long positionAtHeartbeat = -1;
    private boolean holding;

    /**
     * A receiver that has nothing yet.
     *
     * @param acknowledgeEvery bytes of counter entries after which an acknowledgement goes out without being asked for: messages need none, since they are released
     *     when they are done
     */
    public LinkReceiver(ControlOutbox outbox, int predecessor, int acknowledgeEvery, int maxFrame) {
        this.outbox = outbox;
        this.predecessor = predecessor;
        this.acknowledgeEvery = acknowledgeEvery;
        this.maxFrame = maxFrame;
    }

    /** Answer of {@link #begin}: nothing in the frame is to be taken. */
    public static final int NOTHING = -1;

    /** Answer of {@link #begin}: the frame is malformed. */
    public static final int MALFORMED = -2;

    /**
     * Finds where to start in a frame, and pulls if there is a gap before it.
     *
     * @param entries from index 0 to the limit, little endian
     * @return index of the first entry that is new; or {@link #NOTHING}, or {@link #MALFORMED}
     */
    public int begin(long framePosition, ByteBuffer entries) {
        int limit = entries.limit();
        if (limit == 0 || limit > maxFrame || framePosition < 0) {
            return MALFORMED;
        }
        if (framePosition > position) {
            if (pulledFor != position && !holding) {
                pull();
            }
            return NOTHING;
        }
        if (framePosition + limit <= position) {
            return NOTHING;
        }
        int have = (int) (position - framePosition);
        int at = 0;
        while (at < have) {
            int length = limit - at < Entry.COUNTERS_HEADER ? 0 : entries.getInt(at);
            if (length < Entry.COUNTERS_HEADER || length > limit - at) {
                return MALFORMED;
            }
            at += length;
        }
        return at == have ? at : MALFORMED;
    }

    /** Entries were taken, among them so many bytes of counter entries. */
    public void took(int bytes, int counters) {
        position += bytes;
        unacknowledged += counters;
        if (unacknowledged >= acknowledgeEvery) {
            answer();
        }
    }

    /** A frame could not be taken: says so once, and remembers to pull. */
    public void hold() {
        if (!holding) {
            holding = true;
            answer();
        }
    }

    /** Frames are taken again: pulls what was dropped meanwhile. */
    public void resume() {
        holding = false;
        pull();
    }

    /** Whether frames were dropped and are to be pulled later. */
    public boolean holding() {
        return holding;
    }

    /** Says how far we have come. */
    public void answer() {
        unacknowledged = 0;
        outbox.tell(predecessor, new Control.Position(position, holding));
    }

    /**
     * A heartbeat came: answers it, and pulls a tail that got lost.
     *
     * @param lacksTail whether the sender's log ends beyond our position
     */
    public void heartbeat(boolean lacksTail) {
        answer();
        // Frames may be under way: only what has not moved since the last heartbeat is lost.
        if (lacksTail && !holding && positionAtHeartbeat == position) {
            pull();
        }
        positionAtHeartbeat = position;
    }

    /** End of what was taken. */
    public long position() {
        return position;
    }

    private void pull() {
        pulledFor = position;
        unacknowledged = 0;
        outbox.tell(predecessor, new Control.Pull(position));
    }
}
