package io.rmix.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0ms, 0, 0ms",
        "1500ms, 1500, 1500ms",
        "2000ms, 2000, 2s",
        "90s, 90000, 90s",
        "60s, 60000, 1m",
        "2h, 7200000, 2h"
    })
    void durationsAreReadAndWrittenShortest(String text, long millis, String written) {
        assertEquals(Optional.of(Duration.ofMillis(millis)), Units.duration(text));
        assertEquals(written, Units.format(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @CsvSource({
        "0B, 0, 0B",
        "1000B, 1000, 1000B",
        "1024B, 1024, 1KiB",
        "1536KiB, 1572864, 1536KiB",
        "3GiB, 3221225472, 3GiB"
    })
    void sizesAreReadAndWrittenShortest(String text, long bytes, String written) {
        assertEquals(Optional.of(bytes), Units.bytes(text));
        assertEquals(written, Units.format(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "s", "1 s", "-1s", "1.5s", "1S", "1d", "1234567890s", "1kb", "1KB", "1Ki", "0x1B", "١s"
            })
    void everythingElseIsNone(String text) {
        assertEquals(Optional.empty(), Units.duration(text));
        assertEquals(Optional.empty(), Units.bytes(text));
    }
}
