package io.rmix.grpc;

import static io.netty.channel.SelectStrategy.CONTINUE;
import static io.netty.channel.SelectStrategy.SELECT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When an event loop looks again and when it sleeps, by a clock of its own. */
class PollingTest {
    private static final long WINDOW = 1000;

    private long now;
    private final Polling polling = new Polling(WINDOW, () -> now);

    @AfterEach
    void clear() {
        System.clearProperty(Polling.PROPERTY);
    }

    @Test
    void itLooksAgainOnceWaitsHaveBecomeShortAndSleepsAfterTheWindow() throws Exception {
        assertEquals(SELECT, waits(), "nothing is known yet");
        shortWaits();
        assertEquals(CONTINUE, waits());
        now += WINDOW - 1;
        assertEquals(CONTINUE, waits());
        now += 1;
        assertEquals(SELECT, waits(), "it has looked long enough");
    }

    @Test
    void afterLongWaitsItSleepsAtOnceAndAFewShortOnesChangeThat() throws Exception {
        shortWaits();
        int slept = 0;
        while (waits() == CONTINUE) {
            now += WINDOW;
            slept++;
            assertEquals(SELECT, waits());
            now += 1_000_000_000;
            comes();
        }
        assertTrue(slept > 0 && slept < 8, slept + " long waits were looked at");
        comes();
        int shortOnes = 0;
        for (; waits() == SELECT; shortOnes++) {
            now += 10;
            comes();
        }
        assertTrue(shortOnes > 0 && shortOnes < 32, shortOnes + " short waits until it looks again");
    }

    @Test
    void whatIsReadyAndWhatIsToBeRunIsNeverWaitedFor() throws Exception {
        shortWaits();
        assertEquals(3, polling.calculateStrategy(() -> 3, false));
        assertEquals(0, polling.calculateStrategy(() -> 0, true));
    }

    @Test
    void withoutAWindowItSleeps() throws Exception {
        Polling off = new Polling(0, () -> now);
        for (int i = 0; i < 100; i++) {
            assertEquals(SELECT, off.calculateStrategy(() -> 0, false));
            assertEquals(1, off.calculateStrategy(() -> 1, true));
        }
    }

    @Test
    void aPropertyOutOfRangeIsRefused() {
        for (String wrong : new String[] {"-1", "10001", "often", ""}) {
            System.setProperty(Polling.PROPERTY, wrong);
            String message = assertThrows(IllegalArgumentException.class, Polling::configured)
                    .getMessage();
            assertTrue(message.contains("rmix.grpc.pollMicros is '" + wrong + "': expected 0 to 10000"), message);
        }
        System.setProperty(Polling.PROPERTY, "0");
        Polling.configured();
    }

    private void shortWaits() throws Exception {
        for (int i = 0; i < 100; i++) {
            waits();
            now += 10;
            comes();
        }
    }

    private int waits() throws Exception {
        return polling.calculateStrategy(() -> 0, false);
    }

    private void comes() throws Exception {
        assertEquals(1, polling.calculateStrategy(() -> 1, false));
    }
}
