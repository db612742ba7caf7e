package io.rmix.cli;

import io.rmix.dvm.runtime.PluginSettings;
import java.util.SortedSet;

/** The schemes of endpoints that processes can reach each other at, as far as there are providers for them. */
public final class Schemes {
    private static final String WITHIN_A_PROCESS = "local";

    private Schemes() {}

    /** In alphabetical order. */
    public static SortedSet<String> found() {
        SortedSet<String> schemes = PluginSettings.schemesWithout();
        schemes.remove(WITHIN_A_PROCESS);
        return schemes;
    }
}
