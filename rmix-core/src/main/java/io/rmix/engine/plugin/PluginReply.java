package io.rmix.engine.plugin;

import io.rmix.spi.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An answer that a plug-in's code decodes; the call is in progress until it has. */
final class PluginReply implements Connection.Reply {
    private final LoadedPlugin plugin;
    private final Connection.Reply reply;
    private final Runnable onEnd;
    private final AtomicBoolean ended = new AtomicBoolean();

    PluginReply(LoadedPlugin plugin, Connection.Reply reply, Runnable onEnd) {
        this.plugin = plugin;
        this.reply = reply;
        this.onEnd = onEnd;
    }

    @Override
    public @Nullable Object get() throws Throwable {
        try (LoaderScope scope = plugin.enter()) {
            return reply.get();
        } finally {
            if (ended.compareAndSet(false, true)) onEnd.run();
        }
    }
}
