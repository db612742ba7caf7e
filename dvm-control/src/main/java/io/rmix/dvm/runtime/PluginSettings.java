package io.rmix.dvm.runtime;

import io.rmix.spi.Provider;
import java.nio.file.Path;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A node's plug-ins. They serve its client endpoints; if members have endpoints whose scheme no provider of the class path has, also the links,
 * which keep the plug-ins they were started with.
 *
 * @param folder each folder in it is a plug-in, loaded at the start; one that cannot be loaded is logged and listed
 * @param control whether {@link PluginControl} may change them while the node runs: everybody who reaches a client endpoint may then run what lies in
 *     the folder
 */
public record PluginSettings(Path folder, boolean control) {
    public PluginSettings {
        Objects.requireNonNull(folder, "folder");
    }

    /** The schemes that providers of the class path serve. */
    public static SortedSet<String> schemesWithout() {
        SortedSet<String> schemes = new TreeSet<>();
        ServiceLoader.load(Provider.class).forEach(provider -> schemes.addAll(provider.schemes()));
        return schemes;
    }
}
