package io.rmix.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A plug-in as it stands.
 *
 * @param name its folder's
 * @param version {@code Implementation-Version} of the jar that names what it brings; empty if that says none
 * @param folder where it came from
 * @param schemes that its providers serve, sorted; empty unless it was loaded
 * @param interceptors that it has by name, sorted; empty unless it was loaded
 * @param failure why it could not be loaded; empty unless {@link State#FAILED}
 */
public record PluginInfo(
        String name,
        String version,
        Path folder,
        List<String> schemes,
        List<String> interceptors,
        State state,
        String failure) {
    public PluginInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(folder, "folder");
        schemes = schemes.stream().sorted().toList();
        interceptors = interceptors.stream().sorted().toList();
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(failure, "failure");
    }

    /** The same plug-in in another state. */
    public PluginInfo in(State other) {
        return new PluginInfo(name, version, folder, schemes, interceptors, other, failure);
    }

    /** How it is. */
    public enum State {
        /** Its providers serve their schemes, its interceptors are there. */
        ACTIVE,
        /** It is being unloaded or replaced: calls in progress finish. */
        DRAINING,
        /** It could not be loaded, and nothing of it is kept but the reason. */
        FAILED
    }
}
