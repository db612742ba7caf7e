package io.rmix.cli.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "[::1]", "[0:0:0:0:0:0:0:1]", "[0::1]"})
    void staysOnThisMachine(String host) {
        assertTrue(Loopback.is(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "[::]",
                "10.0.0.1",
                "head1",
                "localhost.example.org",
                "127.0.0.1.example.org",
                "[::2]",
                "[fe80::1]",
                "[1::1]"
            })
    void reachesBeyond(String host) {
        assertFalse(Loopback.is(host));
    }
}
