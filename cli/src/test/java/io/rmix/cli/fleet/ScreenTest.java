package io.rmix.cli.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong time = new AtomicLong(-5);

    private Screen screen(boolean terminal) {
        return new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, time::get);
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalIsRedrawnInPlace() {
        Screen screen = screen(true);
        screen.show(List.of("one", "two"));
        screen.show(List.of("three"));
        assertEquals("\r\033[Kone\n\r\033[Ktwo\n\033[J" + "\033[2A\r\033[Kthree\n\033[J", shown());
    }

    @Test
    void whatIsLongerThanARowOfATerminalIsCut() {
        screen(true).show(List.of("x".repeat(100)));
        assertEquals("\r\033[K" + "x".repeat(79) + "\n\033[J", shown());
    }

    @Test
    void whatIsSaidStays() {
        Screen screen = screen(true);
        screen.show(List.of("one"));
        screen.say("kept");
        screen.show(List.of("two"));
        assertEquals("\r\033[Kone\n\033[J\033[1A\r\033[Jkept\n\r\033[Ktwo\n\033[J", shown().replace("\r\n", "\n"));
    }

    @Test
    void aLogGetsTheFirstLineNowAndThen() {
        Screen screen = screen(false);
        assertTrue(screen.isDue());
        screen.show(List.of("10 %", "table"));
        assertFalse(screen.isDue());
        time.addAndGet(Duration.ofSeconds(5).toNanos());
        assertTrue(screen.isDue());
        assertEquals("10 %", shown().strip());
    }
}
