package io.rmix;

/**
 * Hears what becomes of a stub's one-way calls. Sequence numbers count the stub's one-way calls from 1, over all lanes it used.
 *
 * <p><b>Threads.</b> Called on completion threads, one call after another in sequence order. It may call stubs.
 */
public interface LaneListener {
    /**
     * Whether somebody waits for the outcome of a call that is about to be sent, or of a later one. If not, the server may acknowledge it with later ones, or some 20 ms
     * later, which spares both sides much of a small call's cost; a {@link Stub.Lane#flush} then takes as long. Asked while the lane is locked, on the thread that sends: it
     * answers at once and calls nothing.
     */
    default boolean awaits(long sequence) {
        return true;
    }

    /** All calls up to this one, but for those reported to {@link #failed}, were executed. */
    default void executed(long sequence) {}

    /** One call of a broken lane will not be acknowledged; reported in order, before any later call is acknowledged. */
    void failed(LaneFailure failure);

    /**
     * A one-way call that is lost to its lane.
     *
     * @param sequence number of the call
     * @param cause says why, with the outcome: {@code NOT_INVOKED} if it had not been sent, {@code UNKNOWN} if it had
     */
    record LaneFailure(long sequence, InvocationException cause) {}
}
