package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OrderHashTest {
    private static String of(String first, String second, int origin) {
        OrderHash hash = new OrderHash();
        byte[] one = first.getBytes(StandardCharsets.UTF_8);
        byte[] two = second.getBytes(StandardCharsets.UTF_8);
        hash.add(1, 1, 0, 1, one, 0, one.length);
        hash.add(1, 2, origin, 1, two, 0, two.length);
        return hash.toString();
    }

    /** The example of docs/REPLICATION.md. */
    @Test
    void example() {
        assertEquals("121651d4d52c4422", of("ab", "c", 1));
    }

    @Test
    void everythingCounts() {
        String hash = of("ab", "c", 1);
        assertNotEquals(hash, of("c", "ab", 1));
        assertNotEquals(hash, of("ab", "c", 2));
        assertNotEquals(hash, of("a", "bc", 1));
    }
}
