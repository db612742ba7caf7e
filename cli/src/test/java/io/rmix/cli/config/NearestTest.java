package io.rmix.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "window, window, 0",
        "widnow, window, 1",
        "windw, window, 1",
        "winddow, window, 1",
        "wandow, window, 1",
        "'', abc, 3"
    })
    void countsEdits(String a, String b, int edits) {
        assertEquals(edits, Nearest.edits(a, b));
        assertEquals(edits, Nearest.edits(b, a));
    }

    @Test
    void guessesWhatIsNearAndNothingElse() {
        List<String> words = List.of("window", "frame", "lane");
        assertEquals(Optional.of("window"), Nearest.of("widnow", words));
        assertEquals(Optional.of("lane"), Nearest.of("lan", words));
        assertTrue(Nearest.of("colour", words).isEmpty());
    }
}
