package io.rmix.engine;

import io.rmix.ClientInterceptor;
import io.rmix.LaneListener;
import io.rmix.spi.CallContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a caller set on a stub.
 *
 * @param deadline from the moment of each call
 * @param entries that travel with each call
 * @param listener of the lane
 * @param interceptors in order
 */
record StubOptions(
        Optional<Duration> deadline,
        Map<String, String> entries,
        Optional<LaneListener> listener,
        List<ClientInterceptor> interceptors) {
    /** Longer ones would not fit the clock, and nobody lives to see the difference. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    static final StubOptions NONE = new StubOptions(Optional.empty(), Map.of(), Optional.empty(), List.of());

    StubOptions withDeadline(Duration time) {
        if (time.isNegative() || time.isZero())
            throw new IllegalArgumentException("a deadline must be positive, not " + time);
        Duration within = time.compareTo(LONGEST) > 0 ? LONGEST : time;
        return new StubOptions(Optional.of(within), entries, listener, interceptors);
    }

    StubOptions withEntry(String key, String value) {
        CallEntries.checkKey(key);
        Map<String, String> more = new HashMap<>(entries);
        more.put(key, value);
        return withEntries(Map.copyOf(more));
    }

    /** With these entries and no others. */
    StubOptions withEntries(Map<String, String> all) {
        return new StubOptions(deadline, all, listener, interceptors);
    }

    /** With interceptors after those that there are. */
    StubOptions withInterceptors(List<ClientInterceptor> more) {
        List<ClientInterceptor> all =
                Stream.concat(interceptors.stream(), more.stream()).toList();
        return new StubOptions(deadline, entries, listener, all);
    }

    StubOptions withListener(LaneListener heard) {
        return new StubOptions(deadline, entries, Optional.of(heard), interceptors);
    }

    long deadlineNanos() {
        return deadline.isEmpty()
                ? CallContext.NO_DEADLINE
                : System.nanoTime() + deadline.get().toNanos();
    }

    /** One-way calls carry no deadline: once accepted they are executed, however late. */
    CallContext oneWayContext() {
        Map<String, String> all = CallEntries.and(entries);
        return all.isEmpty() ? CallContext.EMPTY : new CallContext("", CallContext.NO_DEADLINE, all);
    }

    CallContext context(String callId) {
        Map<String, String> all = CallEntries.and(entries);
        if (callId.isEmpty() && deadline.isEmpty() && all.isEmpty()) return CallContext.EMPTY;
        return new CallContext(callId, deadlineNanos(), all);
    }
}
