package io.rmix.engine;

import io.rmix.ServerContext;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Holds the context of the call that this thread executes. */
public final class CurrentCall {
    private static final ThreadLocal<@Nullable RunningCall> CURRENT = new ThreadLocal<>();

    private CurrentCall() {}

    public static @Nullable ServerContext get() {
        return CURRENT.get();
    }

    /** What {@link ServerContext#later} returns. */
    public static @Nullable Object later(CompletionStage<?> stage) {
        RunningCall call = CURRENT.get();
        if (call == null)
            throw new IllegalStateException(
                    "ServerContext.later: this thread executes no call; call it in the servant's method");
        return call.later(stage);
    }

    static @Nullable RunningCall enter(RunningCall context) {
        RunningCall before = CURRENT.get();
        CURRENT.set(context);
        return before;
    }

    static void leave(@Nullable RunningCall before) {
        if (before == null) CURRENT.remove();
        else CURRENT.set(before);
    }
}
