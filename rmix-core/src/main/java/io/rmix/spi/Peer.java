package io.rmix.spi;

import java.security.Principal;
import java.util.Optional;

/**
 * Who has called.
 *
 * @param address as the transport sees it, for logs; {@code unknown} if it does not tell
 * @param principal of the caller's certificate; empty without one
 * @param encrypted whether the connection is protected by TLS
 */
public record Peer(String address, Optional<Principal> principal, boolean encrypted) {
    /** One of whom only the address is known. */
    public static Peer at(String address) {
        return new Peer(address, Optional.empty(), false);
    }
}
