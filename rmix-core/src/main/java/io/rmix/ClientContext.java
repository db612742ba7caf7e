package io.rmix;

import io.rmix.engine.CallEntries;
import java.util.Map;
import java.util.Optional;

/**
 * A call that is about to be made, as a client's interceptors see it: for one thread, until they have all been asked; afterwards it may be
 * read from any.
 */
public interface ClientContext {
    /**
     * Adds an entry to every call that this thread makes until the scope is closed, beside those of {@link Stub#withEntry}, which win. The
     * entry is taken when a call is made, so that it travels with asynchronous and one-way calls too; completions do not inherit it.
     *
     * <pre>{@code
     * try (Scope tenant = ClientContext.with("tenant", "acme")) {
     *     orders.sync().place(order);
     * }
     * }</pre>
     *
     * @param key 1 to 64 lower case letters, digits, {@code . _ -}
     * @throws IllegalArgumentException if it is none
     */
    static Scope with(String key, String value) {
        return CallEntries.with(key, value);
    }

    /** Where the call goes. */
    Endpoint endpoint();

    /** What will carry it. */
    Transport transport();

    /** Name of the contract. */
    String contract();

    /** Name of the operation. */
    String operation();

    /** How it is made. */
    Mode mode();

    /** {@link System#nanoTime()} at which the call is given up; empty for never, and for one-way calls. */
    Optional<Long> deadlineNanos();

    /** What travels with the call, as far as it is set. */
    Map<String, String> entries();

    /**
     * Sets an entry, in place of one that has the key.
     *
     * @param key 1 to 64 lower case letters, digits, {@code . _ -}
     * @throws IllegalArgumentException if it is none
     * @throws IllegalStateException if the interceptors have all been asked
     */
    void entry(String key, String value);

    /** Where the call belongs in a trace, of its entries. */
    default Optional<TraceContext> traceContext() {
        return TraceContext.of(entries());
    }

    /** Ways to make a call. */
    enum Mode {
        /** The caller waits. */
        SYNC,
        /** The caller has a future. */
        ASYNC,
        /** The caller gets no answer. */
        ONE_WAY
    }
}
