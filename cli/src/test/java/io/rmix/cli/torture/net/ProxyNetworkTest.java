package io.rmix.cli.torture.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rmix.Endpoint;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Proxies do what they can do, to plain sockets of other processes. */
class ProxyNetworkTest {
    @Test
    void everyFault() throws Exception {
        assumeTrue(SocketOwners.known(), "this system does not tell whose a connection is");
        try (Network network = new ProxyNetwork()) {
            assertEquals(EnumSet.complementOf(EnumSet.of(NetworkFault.LOSS)), NetworkTrial.of(network));
        }
    }

    @Test
    void whatItCannotDoIsRefused() throws Exception {
        try (Network network = new ProxyNetwork()) {
            assertThrows(
                    IllegalArgumentException.class, () -> network.apply(NetworkFault.LOSS, Set.of("a"), Set.of("b")));
            Host host = network.host("a");
            Endpoint bound = Endpoint.parse("soap://127.0.0.1:1");
            assertEquals(host.reachedAt(bound), network.host("a").reachedAt(bound));
            String refused = assertThrows(
                            IOException.class, () -> host.reachedAt(Endpoint.parse("grpc+unix:///tmp/a.sock")))
                    .getMessage();
            assertTrue(refused.contains("passes no proxy"), refused);
        }
    }
}
