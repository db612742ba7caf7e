package io.rmix;

import io.rmix.engine.CurrentCall;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What a servant may know of the call it executes. Valid until the call has been answered; usable from any thread.
 *
 * <p>What a foreign client's protocol does not carry is absent: see the capability table in PROVIDERS.md.
 */
public interface ServerContext {
    /** The context of the call that this thread executes; empty on any other thread. */
    static Optional<ServerContext> current() {
        return Optional.ofNullable(CurrentCall.get());
    }

    /**
     * Answers the call that this thread executes when the stage completes, and holds no thread until then. To be returned by the
     * servant's method: {@code return ServerContext.later(stage);} in a void method it is a statement.
     *
     * <p>A declared exception of the stage travels typed, a {@link RefusedException} as one, a {@link java.util.concurrent.CompletionException}
     * as its cause; a stage that was cancelled is answered with {@code CANCELLED}, or {@code DEADLINE_EXCEEDED} if it is late. The answer is sent on a thread for
     * answers, not on the one that completes the stage. The call counts against the bounds of {@link Limits} and keeps its {@link Serial} turn until then;
     * a stage that never completes holds both, so hear {@link #onCancel}. What the method throws after calling this is the answer instead.
     *
     * @return null, 0 or false, as the method's type needs it
     * @throws IllegalStateException if this thread executes no call, or the call has been given a stage already
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // null is for the method to return, and nobody reads it
    static <R> R later(CompletionStage<? extends R> stage) {
        return (R) CurrentCall.later(stage);
    }

    /** Where the call came in. */
    Endpoint endpoint();

    /** Name of the contract. */
    String contract();

    /** Name of the operation. */
    String operation();

    /** Whether the caller waits for an answer. */
    Mode mode();

    /** What carried the call here. */
    Transport transport();

    /** The caller as the certificate of its TLS connection names it; empty without one. */
    Optional<Principal> principal();

    /** Where the call belongs in a trace, if the caller said so well formed: in entries, or a foreign client in its headers. */
    Optional<TraceContext> traceContext();

    /** Address of the caller as the transport sees it, for logs; {@code unknown} if it does not tell. */
    String peer();

    /** Entries the caller set with {@link Stub#withEntry} or {@link ClientContext#with}; of a foreign client those of its trace. */
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

    /**
     * Says that nothing of the call's arguments is used any more, so that the memory in which they came can take what comes next: byte strings and buffers among them
     * may change from now on. For servants that take much and keep nothing of it; without it that memory is garbage some day. Any thread, any number of times, and,
     * other than the rest, also after the answer.
     */
    void releaseArguments();

    /** Ways to be called, as a servant sees them. */
    enum Mode {
        /** The caller gets an answer. */
        TWO_WAY,
        /** The caller gets none. */
        ONE_WAY
    }
}
