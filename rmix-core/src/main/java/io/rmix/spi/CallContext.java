package io.rmix.spi;

import io.rmix.TraceContext;
import java.util.HashMap;
import java.util.Map;

/**
 * What travels with a call beside its arguments.
 *
 * @param callId unguessable name for a later {@link Dispatcher#cancel}; empty on one-way calls and where the caller cannot cancel
 * @param deadlineNanos {@link System#nanoTime()} of this process at which the caller gives up, or {@link #NO_DEADLINE}
 * @param entries set by the caller; keys lower case
 */
public record CallContext(String callId, long deadlineNanos, Map<String, String> entries) {
    /** The deadline of a call that has none. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** No id, no deadline, no entries. */
    public static final CallContext EMPTY = new CallContext("", NO_DEADLINE, Map.of());

    public CallContext {
        entries = Map.copyOf(entries);
    }

    /** With the trace that a foreign caller's headers say, unless the entries do; what is malformed is left out. */
    public CallContext traced(Map<String, String> headers) {
        if (headers.isEmpty() || entries.containsKey(TraceContext.PARENT)) return this;
        Map<String, String> more = new HashMap<>(entries);
        TraceContext.of(headers).ifPresent(trace -> more.putAll(trace.entries()));
        return new CallContext(callId, deadlineNanos, more);
    }

    /** Whether the caller gives up at some time. */
    public boolean hasDeadline() {
        return deadlineNanos != NO_DEADLINE;
    }

    /** Nanoseconds left, at least 0; {@link Long#MAX_VALUE} without a deadline. */
    public long remainingNanos() {
        return hasDeadline() ? Math.max(0, deadlineNanos - System.nanoTime()) : Long.MAX_VALUE;
    }
}
