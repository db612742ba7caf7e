package io.rmix;

import java.util.Map;
import java.util.Optional;

/**
 * What a servant may know of the call it executes. Valid until the call has been answered; usable from any thread.
 *
 * <p>What a foreign client's protocol does not carry is absent: see the capability table in PROVIDERS.md.
 */
public interface ServerContext {
    /** The context of the call that this thread executes; empty on any other thread. */
    static Optional<ServerContext> current() {
        return Optional.ofNullable(io.rmix.engine.CurrentCall.get());
    }

    /** Where the call came in. */
    Endpoint endpoint();

    /** Address of the caller as the transport sees it, for logs; {@code unknown} if it does not tell. */
    String peer();

    /** Entries the caller set with {@link Stub#withEntry}. */
    Map<String, String> entries();

    /** {@link System#nanoTime()} at which the caller gives up; empty for never. */
    Optional<Long> deadlineNanos();

    /** Whether the caller has cancelled, gone away or run out of time: the answer will reach nobody. */
    boolean isCancelled();

    /**
     * Runs the action once the call is cancelled, at once if it is already, and never after its answer. Such actions have four threads
     * of their own, so that they run when all servants' threads are taken; one that blocks delays others.
     */
    void onCancel(Runnable action);
}
