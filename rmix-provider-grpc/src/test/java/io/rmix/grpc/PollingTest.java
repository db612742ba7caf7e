package io.rmix.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When an event loop looks again and when it sleeps, by a clock of its own. */
class PollingTest {
    private static final long WINDOW = 1000;
    private static final long LONG = 1_000_000_000;
    /** That a look takes. */
    private static final long LOOK = 10;
    /** In a window. */
    private static final int LOOKS = 100;

    private final Sockets sockets = new Sockets();
    private final Loop loop = new Loop();
    private final Polling polling = new Polling(sockets, WINDOW, () -> sockets.now);

    @AfterEach
    void clear() {
        System.clearProperty(Polling.PROPERTY);
    }

    /** Something comes at a time; who sleeps sleeps until then. */
    private static final class Sockets implements IoHandler {
        private long now;
        private long comesAt;
        private int looks;
        private int slept;
        private int woken;
        private Runnable whileAsleep = () -> {};

        @Override
        public int run(IoHandlerContext context) {
            assertTrue(context.canBlock(), "or it does not forget that it was woken");
            if (context.delayNanos(now) > 0) {
                slept++;
                now = Math.max(now, comesAt);
                whileAsleep.run();
            } else {
                looks++;
            }
            now += LOOK;
            return now >= comesAt ? 1 : 0;
        }

        @Override
        public void wakeup() {
            woken++;
        }

        @Override
        public IoRegistration register(IoHandle handle) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> handleType) {
            return true;
        }
    }

    private static class Loop implements IoHandlerContext {
        private boolean hasTasks;

        @Override
        public boolean canBlock() {
            return !hasTasks;
        }

        @Override
        public long delayNanos(long currentTimeNanos) {
            return Long.MAX_VALUE;
        }

        @Override
        public long deadlineNanos() {
            return -1;
        }
    }

    /** Waits for what comes after a time; whether it slept. */
    private boolean sleepsThrough(Polling how, long wait) {
        int before = sockets.slept;
        sockets.comesAt = sockets.now + wait;
        assertEquals(1, how.run(loop));
        return sockets.slept > before;
    }

    private void shortWaits() {
        for (int i = 0; i < 100; i++) sleepsThrough(polling, 3 * LOOK);
    }

    @Test
    void itLooksAgainOnceWaitsHaveBecomeShortAndSleepsAfterTheWindow() {
        assertTrue(sleepsThrough(polling, 3 * LOOK), "nothing is known yet");
        shortWaits();
        assertFalse(sleepsThrough(polling, WINDOW / 2));
        assertTrue(sleepsThrough(polling, WINDOW + 3 * LOOK), "it has looked long enough");
    }

    @Test
    void afterLongWaitsItSleepsAtOnceAndAFewShortOnesChangeThat() {
        shortWaits();
        int lookedThrough = 0;
        for (int looks = LOOKS; looks > 1; lookedThrough++) {
            int before = sockets.looks;
            assertTrue(sleepsThrough(polling, LONG));
            looks = sockets.looks - before;
        }
        assertTrue(lookedThrough > 1 && lookedThrough < 8, lookedThrough + " long waits until it sleeps at once");
        int shortOnes = 0;
        while (sleepsThrough(polling, 3 * LOOK)) shortOnes++;
        assertTrue(shortOnes > 0 && shortOnes < 32, shortOnes + " short waits until it looks again");
    }

    @Test
    void whatIsToBeRunIsNeverWaitedFor() {
        shortWaits();
        loop.hasTasks = true;
        sockets.comesAt = sockets.now + LONG;
        int before = sockets.looks;
        assertEquals(0, polling.run(loop));
        assertEquals(1, sockets.looks - before);
    }

    /** Nor does it sleep if that came as it was about to. */
    @Test
    void whatIsToBeRunComesBeforeSleep() {
        Loop late = new Loop() {
            private int asked;

            @Override
            public boolean canBlock() {
                return ++asked == 1;
            }
        };
        sockets.comesAt = sockets.now + LONG;
        assertEquals(0, polling.run(late));
        assertEquals(0, sockets.slept);
    }

    @Test
    void onlyWhoSleepsIsWoken() {
        polling.wakeup();
        assertEquals(0, sockets.woken);
        sockets.whileAsleep = polling::wakeup;
        assertTrue(sleepsThrough(polling, LONG));
        assertEquals(1, sockets.woken);
        polling.wakeup();
        assertEquals(1, sockets.woken);
    }

    @Test
    void withoutAWindowItSleeps() {
        Polling off = new Polling(sockets, 0, () -> sockets.now);
        for (int i = 0; i < 100; i++) assertTrue(sleepsThrough(off, 3 * LOOK));
        assertEquals(0, sockets.looks);
        loop.hasTasks = true;
        sockets.comesAt = sockets.now + LONG;
        assertEquals(0, off.run(loop));
        assertEquals(1, sockets.looks);
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
}
