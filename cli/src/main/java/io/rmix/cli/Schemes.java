package io.rmix.cli;

import io.rmix.dvm.runtime.PluginSettings;
import io.rmix.spi.ConnectionOption;
import io.rmix.spi.Provider;
import java.util.Map;
import java.util.ServiceLoader;
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

    /**
     * Checks options of a link, unless only a plug-in can have the scheme.
     *
     * @throws IllegalArgumentException if the scheme's provider has no such option or does not take the value; it says what is expected
     */
    public static void checkOptions(String scheme, Map<String, String> options) {
        for (Provider provider : ServiceLoader.load(Provider.class))
            if (provider.schemes().contains(scheme)) ConnectionOption.check(scheme, provider.options(), options);
    }
}
