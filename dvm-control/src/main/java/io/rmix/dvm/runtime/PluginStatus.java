package io.rmix.dvm.runtime;

import io.rmix.plugin.PluginInfo;
import java.util.List;

/**
 * A plug-in at one moment.
 *
 * @param name its folder's
 * @param version of its jar; empty if that says none, or it could not be loaded
 * @param schemes that it serves, sorted
 * @param interceptors that it has by name, sorted
 * @param state {@link PluginInfo.State}'s name: ACTIVE, DRAINING or FAILED
 * @param failure why it could not be loaded; empty unless FAILED
 */
public record PluginStatus(
        String name, String version, List<String> schemes, List<String> interceptors, String state, String failure) {
    static PluginStatus of(PluginInfo info) {
        return new PluginStatus(
                info.name(),
                info.version(),
                info.schemes(),
                info.interceptors(),
                info.state().name(),
                info.failure());
    }
}
