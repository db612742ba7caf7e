package io.rmix.dvm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderHashTest {
    /** Known values of MurmurHash3_x64_128 with seed 0. */
    @ParameterizedTest
    @CsvSource({
        "'', 00000000000000000000000000000000",
        "hello, cbd8a7b341bd9b025b1e906a48ae1d19",
        "'The quick brown fox jumps over the lazy dog', e34bbc7bbc071b6c7a433ca9c49a9347"
    })
    void murmur(String text, String expected) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] shifted = new byte[bytes.length + 3];
        System.arraycopy(bytes, 0, shifted, 3, bytes.length);
        Murmur3 hash = new Murmur3();
        hash.hash(shifted, 3, bytes.length);
        assertEquals(expected, String.format("%016x%016x", hash.high(), hash.low()));
    }

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
        assertEquals("86541bf6eb85993276c782621140695c", of("ab", "c", 1));
    }

    @Test
    void everythingCounts() {
        String hash = of("ab", "c", 1);
        assertNotEquals(hash, of("c", "ab", 1));
        assertNotEquals(hash, of("ab", "c", 2));
        assertNotEquals(hash, of("a", "bc", 1));
    }
}
