package io.rmix.engine;

import io.rmix.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Entries that a thread adds to the calls it makes. */
public final class CallEntries {
    private static final ThreadLocal<@Nullable Map<String, String>> CURRENT = new ThreadLocal<>();

    private CallEntries() {}

    /** What {@link io.rmix.ClientContext#with} does. */
    public static Scope with(String key, String value) {
        checkKey(key);
        Map<String, String> before = CURRENT.get();
        Map<String, String> more = before == null ? new HashMap<>() : new HashMap<>(before);
        more.put(key, Objects.requireNonNull(value, "value"));
        CURRENT.set(Map.copyOf(more));
        return () -> {
            if (before == null) CURRENT.remove();
            else CURRENT.set(before);
        };
    }

    /** @throws IllegalArgumentException if it is no key of an entry */
    static void checkKey(String key) {
        if (!key.matches("[a-z0-9._-]{1,64}"))
            throw new IllegalArgumentException("an entry's key has 1 to 64 of a-z 0-9 . _ -, not '" + key + "'");
    }

    /** The entries of a call that this thread makes: its own, and the stub's, which win. */
    static Map<String, String> and(Map<String, String> ofStub) {
        Map<String, String> own = CURRENT.get();
        if (own == null) return ofStub;
        if (ofStub.isEmpty()) return own;
        Map<String, String> both = new HashMap<>(own);
        both.putAll(ofStub);
        return Map.copyOf(both);
    }
}
