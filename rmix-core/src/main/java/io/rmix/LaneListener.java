package io.rmix;

/**
 * Hears what becomes of a stub's one-way calls. Sequence numbers count the stub's one-way calls from 1, over all lanes it used.
 *
 * <p><b>Threads.</b> Called on completion threads, one call after another in sequence order. It may call stubs.
 */
public interface LaneListener {
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
