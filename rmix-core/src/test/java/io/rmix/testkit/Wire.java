package io.rmix.testkit;

import java.util.Set;

/**
 * What the contract test has to know of a protocol.
 *
 * @param scheme of its endpoints
 * @param processes whether a peer may be another process
 * @param refused what it cannot carry, and must refuse with UNSUPPORTED or INVALID before sending
 */
public record Wire(String scheme, boolean processes, Set<Feature> refused) {
    /** What some protocols cannot carry. */
    public enum Feature {
        /** U+0000 and other controls in a string. */
        CONTROL_CHARACTERS
    }

    public static Wire of(String scheme, Feature... refused) {
        return new Wire(scheme, true, Set.of(refused));
    }

    /** Name of the provider. */
    public String provider() {
        return scheme.equals("rmi") ? "javarmi" : scheme.replace("+unix", "");
    }

    /** Whether its addresses are Unix domain sockets. */
    public boolean isSocketFile() {
        return scheme.endsWith("+unix");
    }

    public boolean carries(Feature feature) {
        return !refused.contains(feature);
    }
}
