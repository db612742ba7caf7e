package io.rmix.dvm.protocol.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.dvm.SharedConfiguration;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is suspected when. Times are in milliseconds; heartbeats every 10, time-out 100. */
class SilenceTest {
    private static final SharedConfiguration SHARED = new SharedConfiguration(
            "test", 1000, 64, 512, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(100));

    private final Silence silence = new Silence(SHARED, 0, false);

    private void ticks(int from, int to) {
        for (int at = from; at <= to; at += 10) {
            silence.tick(at * 1_000_000L);
        }
    }

    @Test
    void silenceBeyondTheTimeoutIsSuspicious() {
        silence.heardPredecessor();
        silence.heardSuccessor();
        ticks(10, 50);
        silence.heardSuccessor();
        ticks(60, 100);
        assertEquals("", silence.predecessor());
        ticks(110, 110);
        assertEquals("silent for 110 ms", silence.predecessor());
        assertEquals("", silence.successor());
    }

    /** One's own pause is not the others' death. */
    @Test
    void lateTickResetsTheTimers() {
        silence.heardPredecessor();
        ticks(10, 90);
        ticks(151, 151);
        assertEquals("", silence.predecessor());
        ticks(161, 251);
        assertEquals("", silence.predecessor());
        ticks(261, 261);
        assertEquals("silent for 110 ms", silence.predecessor());
    }

    /** Late by half the time-out exactly is not more than half. */
    @Test
    void tickThatIsLateByHalfResetsNothing() {
        silence.heardPredecessor();
        ticks(10, 50);
        ticks(110, 110);
        assertEquals("silent for 110 ms", silence.predecessor());
    }

    @Test
    void linkThatIsNotMendedIsSuspicious() {
        silence.heardSuccessor();
        ticks(10, 10);
        silence.linkDown();
        for (int at = 20; at <= 110; at += 10) {
            silence.heardSuccessor();
            ticks(at, at);
            assertEquals("", silence.successor());
        }
        silence.heardSuccessor();
        ticks(120, 120);
        assertEquals("the link to it is down for 110 ms", silence.successor());
        silence.linkUp();
        assertEquals("", silence.successor());
    }
}
