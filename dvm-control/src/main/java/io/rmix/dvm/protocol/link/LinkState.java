package io.rmix.dvm.protocol.link;

/** State of the link to the successor, as its sender sees it. */
public enum LinkState {
    /** A view of one member has no link. */
    NONE,
    /** No connection; the runtime is to make one and report LinkUp. Next: ASKING. */
    DOWN,
    /** Connected; the successor's position is awaited and nothing is sent. Next: FLOWING, HELD, DOWN. */
    ASKING,
    /** Frames go out as the link takes them. Next: HELD, DOWN, ASKING. */
    FLOWING,
    /** The successor takes no frames because its application is slow. Next: FLOWING on its pull, DOWN, ASKING. */
    HELD
}
