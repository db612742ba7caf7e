package io.rmix.cli;

import io.rmix.spi.Provider;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;

/** The schemes of endpoints that processes can reach each other at, as far as there are providers for them. */
public final class Schemes {
    private static final String WITHIN_A_PROCESS = "local";

    private Schemes() {}

    /** In alphabetical order. */
    public static SortedSet<String> found() {
        SortedSet<String> schemes = new TreeSet<>();
        ServiceLoader.load(Provider.class).forEach(provider -> schemes.addAll(provider.schemes()));
        schemes.remove(WITHIN_A_PROCESS);
        return schemes;
    }
}
