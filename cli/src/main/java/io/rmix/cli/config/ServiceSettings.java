package io.rmix.cli.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A replicated service of the DVM.
 *
 * @param name which service; also the name clients call it by
 * @param settings what the service itself understands, in the order of the file
 */
public record ServiceSettings(String name, Map<String, String> settings) {
    /** Copies the map. */
    public ServiceSettings {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
