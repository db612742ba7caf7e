package io.rmix.engine;

import io.rmix.LaneListener;
import io.rmix.spi.CallContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller set on a stub.
 *
 * @param deadline from the moment of each call
 * @param entries that travel with each call
 * @param listener of the lane
 */
record StubOptions(Optional<Duration> deadline, Map<String, String> entries, Optional<LaneListener> listener) {
    /** Longer ones would not fit the clock, and nobody lives to see the difference. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    static final StubOptions NONE = new StubOptions(Optional.empty(), Map.of(), Optional.empty());

    StubOptions withDeadline(Duration time) {
        if (time.isNegative() || time.isZero())
            throw new IllegalArgumentException("a deadline must be positive, not " + time);
        Duration within = time.compareTo(LONGEST) > 0 ? LONGEST : time;
        return new StubOptions(Optional.of(within), entries, listener);
    }

    StubOptions withEntry(String key, String value) {
        if (!key.matches("[a-z0-9._-]{1,64}"))
            throw new IllegalArgumentException("an entry's key has 1 to 64 of a-z 0-9 . _ -, not '" + key + "'");
        Map<String, String> more = new HashMap<>(entries);
        more.put(key, value);
        return new StubOptions(deadline, Map.copyOf(more), listener);
    }

    StubOptions withListener(LaneListener heard) {
        return new StubOptions(deadline, entries, Optional.of(heard));
    }

    long deadlineNanos() {
        return deadline.isEmpty()
                ? CallContext.NO_DEADLINE
                : System.nanoTime() + deadline.get().toNanos();
    }

    /** One-way calls carry no deadline: once accepted they are executed, however late. */
    CallContext oneWayContext() {
        return entries.isEmpty() ? CallContext.EMPTY : new CallContext("", CallContext.NO_DEADLINE, entries);
    }

    CallContext context(String callId) {
        if (callId.isEmpty() && deadline.isEmpty() && entries.isEmpty()) return CallContext.EMPTY;
        return new CallContext(callId, deadlineNanos(), entries);
    }
}
