package io.rmix.dvm.protocol.link;

import io.rmix.dvm.Invariant;

/**
 * The sending end of the link: cuts frames from the log, goes back when the successor pulls, and learns what it has. States are those of {@link LinkState}.
 */
public final class LinkSender {
    /** A frame of this many bytes is full, though it may grow to its bound: the fixed cost of one is small beside that of its bytes by then. */
    private static final int FULL = 128 << 10;

    /** A frame up to this many bytes need not be acknowledged at once, on a quiet link, as long as half of the frames granted are left. */
    private static final int SMALL = 4 << 10;
    /** After so many small frames the link is quiet. */
    private static final int QUIET = 8;

    private final LinkLog log;
    private final ControlOutbox outbox;
    private final int self;
    private final int successor;
    private final int maxFrame;
    private LinkState state = LinkState.DOWN;
    /** Frames that the connection takes when none is under way, and now. */
    private int capacity;

    private int granted;
    /** Where the next frame starts; goes back on a pull. */
    private long cursor;
    /** End of what was sent at least once; never goes back, and entries below it never change. */
    private long sentEnd;
    /** The successor has everything below. */
    private long acknowledged;
    /** Where the successor pulled from since the last tick; -1 if it did not. */
    private long pulledFrom = -1;

    private long framePosition;
    private int frameLength;
    private boolean frameRepeated;
    private boolean frameAwaited;
    /** Frames cut since one that was not small. */
    private int smallFrames;
    /** Whether a frame has come in since the last one was cut. */
    private boolean turn;

    private int ownSent;
    private long frames;
    /** So many frames are known to have been taken, or are not under way any more. */
    private long settled;
    /** Number of the last frame whose acknowledgement is awaited. */
    private long awaited;

    private long pulls;

    /** A link that has no connection yet. */
    public LinkSender(LinkLog log, ControlOutbox outbox, int self, int successor, int maxFrame) {
        this.log = log;
        this.outbox = outbox;
        this.self = self;
        this.successor = successor;
        this.maxFrame = maxFrame;
        this.state = self == successor ? LinkState.NONE : LinkState.DOWN;
    }

    /** A connection was made: asks the successor where to go on. */
    public void up(int newGrant) {
        state = LinkState.ASKING;
        capacity = newGrant;
        granted = newGrant;
        settled = frames;
        pulledFrom = -1;
        outbox.tell(successor, new Control.PositionQuery());
    }

    /** The connection takes more frames; without one the grant is void. */
    public void ready(int more) {
        if (state != LinkState.DOWN) {
            granted += more;
            settled += more;
        }
    }

    /** The connection broke. */
    public void down() {
        state = LinkState.DOWN;
        granted = 0;
    }

    /** A frame came in from the predecessor: one that is not full may go too. */
    public void came() {
        turn = true;
    }

    /** Once a heartbeat: says that we live and where the log ends, and asks again if the question or its answer was lost. Counters have waited long enough. */
    public void tick() {
        pulledFrom = -1;
        log.urge();
        outbox.tell(successor, new Control.Heartbeat(sentEnd));
        if (state == LinkState.ASKING) {
            outbox.tell(successor, new Control.PositionQuery());
        }
    }

    /**
     * The successor says what it has.
     *
     * @return the empty string, or what is wrong with it
     */
    public String position(long position, boolean holding) {
        boolean asking = state == LinkState.ASKING;
        String wrong = wrong(position, asking);
        if (!wrong.isEmpty()) {
            return wrong;
        }
        acknowledgedThrough(position);
        if (asking) {
            cursor = Math.max(position, log.tail());
        }
        // A pull ends a pause. Word of that pause may come behind it, and would stop the link until the next heartbeat.
        boolean overtaken = holding && position <= pulledFrom;
        if (state != LinkState.DOWN && !overtaken) {
            state = holding ? LinkState.HELD : LinkState.FLOWING;
        }
        return "";
    }

    /**
     * The successor lacks what follows a position.
     *
     * @return the empty string, or what is wrong with it
     */
    public String pull(long position) {
        boolean back = position < cursor || state == LinkState.ASKING;
        String wrong = wrong(position, back);
        // One that is older than what is acknowledged was overtaken on its way.
        if (!wrong.isEmpty() || position < acknowledged) {
            return wrong;
        }
        acknowledgedThrough(position);
        pulledFrom = position;
        if (state != LinkState.DOWN) {
            pulls += back ? 1 : 0;
            cursor = back ? Math.max(position, log.tail()) : cursor;
            state = LinkState.FLOWING;
        }
        return "";
    }

    /** What is done has been received by everybody. */
    public void acknowledgedThrough(long position) {
        acknowledged = Math.max(acknowledged, position);
    }

    /**
     * Cuts the next frame if there is something to send and the link takes it. {@link #framePosition}, {@link #frameLength} and {@link #isFrameRepeated} tell which.
     *
     * <p>While a frame is under way one that is not full waits and grows (Nagle, <i>Congestion Control in IP/TCP Internetworks</i>, RFC 896, 1984): an idle
     * link sends at once, a busy one sends few large frames, and there is no timer. But for each frame that came in one may go, so that what is forwarded does not wait for
     * word of what went before it, and frames on the ring become no more. On a quiet link, and of those that go for one that came, the first few do not count: nobody waits
     * for word of them, so that it can come for all at once. Counters that nobody waits for make no frame of their own before the next heartbeat.
     *
     * @return whether there is a frame
     */
    public boolean cut() {
        cursor = Math.max(cursor, log.tail());
        Invariant.check(Math.max(cursor, sentEnd) <= log.end(), "what was sent is in the log", sentEnd, log.end());
        if (state != LinkState.FLOWING || granted == 0 || cursor == log.end()) {
            return false;
        }
        if (cursor >= log.urgentEnd() && cursor >= sentEnd) {
            return false;
        }
        if (isBusy() && !turn && log.end() - cursor < fullFrame(maxFrame)) {
            return false;
        }
        byte[] bytes = log.bytes();
        int toCorner = log.capacity() - log.offset(cursor);
        int own = 0;
        long at = cursor;
        do {
            int offset = log.offset(at);
            int length = Entry.length(bytes, offset);
            if (at > cursor && at + length - cursor > maxFrame) {
                break;
            }
            if (at >= sentEnd && Entry.kind(bytes, offset) != Entry.COUNTERS && Entry.origin(bytes, offset) == self) {
                own += length;
            }
            at += length;
            // An entry that runs over the corner lies in one piece and may end a frame; what follows it lies elsewhere.
        } while (at < log.end() && at - cursor < toCorner);
        framePosition = cursor;
        frameLength = (int) (at - cursor);
        Invariant.check(frameLength <= maxFrame, "a frame is within its bound", frameLength, maxFrame);
        frameRepeated = cursor < sentEnd;
        cursor = at;
        sentEnd = Math.max(sentEnd, at);
        ownSent += own;
        granted--;
        frames++;
        smallFrames = frameLength > SMALL ? 0 : Math.min(QUIET, smallFrames + 1);
        frameAwaited = !(turn || isQuiet()) || 2 * granted < capacity;
        turn = false;
        awaited = frameAwaited ? frames : awaited;
        return true;
    }

    /** Bytes from which on a frame does not wait for the one under way, if it may have as many as given. */
    public static int fullFrame(int maxFrame) {
        return Math.min(FULL, maxFrame);
    }

    /** Whether a frame is under way whose acknowledgement is awaited, so that one that is not full has to wait; or there is no connection any more. */
    public boolean isBusy() {
        return state == LinkState.DOWN ? capacity > 0 : awaited > settled;
    }

    /** Whether there is little to send: the last few frames were small. */
    public boolean isQuiet() {
        return smallFrames >= QUIET;
    }

    /** Bytes of own messages sent for the first time since the last call. */
    public int takeOwnSent() {
        int sent = ownSent;
        ownSent = 0;
        return sent;
    }

    /** Log position of the frame cut last. */
    public long framePosition() {
        return framePosition;
    }

    /** Length of the frame cut last. */
    public int frameLength() {
        return frameLength;
    }

    /** Whether word that the frame cut last was taken is to come at once. */
    public boolean isFrameAwaited() {
        return frameAwaited;
    }

    /** Whether some of the frame cut last had been sent before. */
    public boolean isFrameRepeated() {
        return frameRepeated;
    }

    /** End of what was sent at least once. */
    public long sentEnd() {
        return sentEnd;
    }

    /** End of what the successor is known to have. */
    public long acknowledged() {
        return acknowledged;
    }

    /** State of the link. */
    public LinkState state() {
        return state;
    }

    /** Frames cut so far. */
    public long frames() {
        return frames;
    }

    /** Times the successor pulled something that had been sent. */
    public long pulls() {
        return pulls;
    }

    private String wrong(long position, boolean goOnThere) {
        if (position < 0 || position > sentEnd) {
            return "claims log position " + position + ", but only " + sentEnd + " bytes were ever sent";
        }
        if (goOnThere && position > log.tail() && !log.isBoundary(position)) {
            return "wants to go on at log position " + position + ", where no entry starts";
        }
        return "";
    }
}
