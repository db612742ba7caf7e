package io.rmix.dvm.runtime;

/** A node's plug-ins stay as they were. The message says why, and what to do. */
public final class PluginRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String plugin;

    /**
     * @param plugin its name
     * @param message why, for people
     */
    public PluginRefusedException(String plugin, String message) {
        super(message);
        this.plugin = plugin;
    }

    /** The plug-in's name. */
    public String plugin() {
        return plugin;
    }
}
