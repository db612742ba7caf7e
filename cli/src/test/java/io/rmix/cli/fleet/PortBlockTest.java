package io.rmix.cli.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortBlockTest {
    @Test
    void twoBlocksFromOneStartShareNoPort() throws IOException {
        try (PortBlock one = PortBlock.take(7);
                PortBlock other = PortBlock.take(7)) {
            Set<Integer> ports = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                assertTrue(ports.add(one.next()));
                assertTrue(ports.add(other.next()));
            }
        }
    }

    @Test
    void aPortThatIsTakenIsPassedOver() throws IOException {
        try (PortBlock block = PortBlock.take(-3)) {
            int taken = block.next() + 1;
            try (ServerSocket busy = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
                assertEquals(taken, busy.getLocalPort());
                assertTrue(block.next() > taken);
            }
        }
    }

    @Test
    void aBlockEnds() throws IOException {
        try (PortBlock block = PortBlock.take(Long.MAX_VALUE)) {
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < PortBlock.SIZE; i++) {
                    block.next();
                }
            });
        }
    }
}
