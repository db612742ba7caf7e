package io.rmix.engine;

import io.rmix.ServerContext;
import org.jspecify.annotations.Nullable;

/** Holds the context of the call that this thread executes. */
public final class CurrentCall {
    private static final ThreadLocal<@Nullable ServerContext> CURRENT = new ThreadLocal<>();

    private CurrentCall() {}

    public static @Nullable ServerContext get() {
        return CURRENT.get();
    }

    static @Nullable ServerContext enter(ServerContext context) {
        ServerContext before = CURRENT.get();
        CURRENT.set(context);
        return before;
    }

    static void leave(@Nullable ServerContext before) {
        if (before == null) CURRENT.remove();
        else CURRENT.set(before);
    }
}
