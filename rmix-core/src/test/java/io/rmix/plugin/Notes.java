package io.rmix.plugin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What interceptors of {@link TestInterceptors} saw, by the key that their setting {@code notes} has. Their plug-in finds it in the process. */
public final class Notes {
    private static final Map<String, List<String>> ALL = new ConcurrentHashMap<>();

    private Notes() {}

    public static List<String> of(String key) {
        return ALL.computeIfAbsent(key, k -> new CopyOnWriteArrayList<>());
    }
}
