package io.rmix;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a call belongs in a distributed trace, as W3C Trace Context writes it. It travels as two entries of a call.
 *
 * @param traceparent version, trace id, span id and flags: 55 characters, lower case
 * @param tracestate what tracing systems add, at most 512 characters; empty for none
 */
public record TraceContext(String traceparent, String tracestate) {
    /** Key of the entry with the traceparent. */
    public static final String PARENT = "traceparent";

    /** Key of the entry with the tracestate. */
    public static final String STATE = "tracestate";

    /** Longest tracestate, in characters. */
    public static final int STATE_CHARS = 512;

    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** @throws IllegalArgumentException if either part is not as described */
    public TraceContext {
        if (!isParent(traceparent)) throw new IllegalArgumentException("not a traceparent: '" + traceparent + "'");
        if (!isState(tracestate))
            throw new IllegalArgumentException("a tracestate has at most " + STATE_CHARS + " printable characters");
    }

    private static boolean isParent(String text) {
        return text.length() == 55 && FORM.matcher(text).matches();
    }

    private static boolean isState(String text) {
        return text.length() <= STATE_CHARS && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /** Of a call's entries; empty if they hold none that is well formed. A tracestate that is not is left out. */
    public static Optional<TraceContext> of(Map<String, String> entries) {
        String parent = entries.get(PARENT);
        if (parent == null || !isParent(parent)) return Optional.empty();
        String state = entries.getOrDefault(STATE, "");
        return Optional.of(new TraceContext(parent, isState(state) ? state : ""));
    }

    /** The entries by which it travels. */
    public Map<String, String> entries() {
        return tracestate.isEmpty() ? Map.of(PARENT, traceparent) : Map.of(PARENT, traceparent, STATE, tracestate);
    }
}
