package io.rmix.plugin;

import org.jspecify.annotations.Nullable;

/** A plug-in could not be loaded, replaced or unloaded. The message names the plug-in, what is wrong and what to do. */
public final class PluginException extends Exception {
    private static final long serialVersionUID = 1L;

    public PluginException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
