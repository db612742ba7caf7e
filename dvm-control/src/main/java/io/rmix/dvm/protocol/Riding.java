package io.rmix.dvm.protocol;

/** Whether own messages had better wait for the next frame that comes in, to go on with it in one. */
final class Riding {
    /** After so many frames without a message, others do not send. */
    private static final int QUIET = 8;

    /** Frames that came in since one had messages of others in it. */
    private int quietFrames = QUIET;
    /** Whether a frame came in within this burst. */
    private boolean gotFrame;

    /** A frame came in. */
    void frame(boolean messages) {
        gotFrame = true;
        quietFrames = messages ? 0 : Math.min(QUIET, quietFrames + 1);
    }

    /** A burst ends. */
    void burstEnds() {
        gotFrame = false;
    }

    /** @param sure whether another frame will come in any case */
    boolean awaitsFrame(boolean sure) {
        return quietFrames < QUIET && !gotFrame && sure;
    }
}
