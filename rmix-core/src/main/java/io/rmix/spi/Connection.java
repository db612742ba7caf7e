package io.rmix.spi;

import io.rmix.contract.Contract;
import java.util.Optional;

/**
 * The client's side of an address. Thread safe. Nothing is sent twice by it or by the library below: retrying is the engine's.
 *
 * <p>Failures are {@link io.rmix.InvocationException}s with a truthful outcome; use {@link OutboundCall#failure}. Exceptions that
 * the operation declares are thrown as themselves.
 */
public interface Connection {
    /**
     * Invokes and waits for the answer, on the caller's thread, at most until the call's deadline. An interrupt ends the wait:
     * the call is cancelled and fails with {@code CANCELLED}, the thread's interrupt status is kept.
     *
     * @return the decoded result, null for void
     */
    @org.jspecify.annotations.Nullable Object call(OutboundCall call) throws Throwable;

    /**
     * Invokes and returns at once. The arguments are encoded before it returns.
     *
     * @param completion told exactly once, on any thread, possibly before this method returns; it does not block
     */
    PendingCall start(OutboundCall call, Completion completion);

    /** Whether the protocol itself tells the server of a cancelled call; otherwise calls that may be cancelled carry an id. */
    default boolean cancelsOnWire() {
        return false;
    }

    /** Whether it is protected by TLS. */
    default boolean encrypted() {
        return false;
    }

    /**
     * Opens a lane's wire. The listener may be called before this method returns.
     *
     * @param contract of the lane's calls, for peers that have no lanes and get them as ordinary calls
     */
    LaneWire openLane(Contract contract, LaneWire.Listener listener);

    /**
     * What the peer says of itself by the protocol's own means, for callers that have no contract of it. Nothing is sent yet; each
     * call gives one that knows nothing so far.
     *
     * @return empty if the protocol has no such means, as by default
     */
    default Optional<Reflection> reflection() {
        return Optional.empty();
    }

    /** Fails calls in progress with UNKNOWN, later ones with CLOSED; threads have ended when it returns. */
    void close();

    /** A call on its way. */
    interface PendingCall {
        /** Cancels the call here and, where the protocol can, at the server. The completion then gets {@code CANCELLED}. */
        void cancel();
    }

    /** Takes the answer of an asynchronous call. */
    interface Completion {
        /** Must not block or decode: {@link Reply#get} does that, on a thread of the engine's choice. */
        void complete(Reply reply);
    }

    /** An answer that has arrived; decoding is left to whoever reads it. */
    interface Reply {
        /**
         * @return the result, null for void
         * @throws Throwable a declared exception, or an {@link io.rmix.InvocationException}
         */
        @org.jspecify.annotations.Nullable Object get() throws Throwable;
    }
}
