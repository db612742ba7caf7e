package io.rmix;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How connections are protected.
 *
 * @param tls context for TLS with certificates on both sides, or empty for plain connections
 * @param insecureBind whether plain endpoints may listen beyond loopback; without it that is refused
 */
public record Security(Optional<SSLContext> tls, boolean insecureBind) {
    /** Plain connections, on loopback only. */
    public static Security loopbackOnly() {
        return new Security(Optional.empty(), false);
    }
}
