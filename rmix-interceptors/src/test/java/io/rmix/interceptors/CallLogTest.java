package io.rmix.interceptors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.rmix.InvocationException;
import io.rmix.testkit.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Lines of real calls. */
class CallLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.rmix.calls");
    private final Lines lines = new Lines();

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    }

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    private String line(String start, String part) {
        return lines.seen.stream()
                .filter(line -> line.startsWith(start) && line.contains(part))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc://127.0.0.1:0", "rmi://127.0.0.1:0", "soap://127.0.0.1:0"})
    void oneLineForEachCallAndSideWithoutArguments(String address) throws Exception {
        CallLog log = new CallLog(org.slf4j.event.Level.DEBUG, org.slf4j.event.Level.ERROR);
        try (Pair pair = Pair.at(address, new Desk.Servant(() -> {}), log, log)) {
            pair.sync().add(77123);
            assertThrows(InvocationException.class, () -> pair.sync().fail());
            assertThrows(Desk.ClosedException.class, () -> pair.sync().refuse());
            pair.stub().oneWay().note("argument");
            pair.stub().lane().flush().get(30, TimeUnit.SECONDS);
            Await.until("all lines", () -> lines.seen.size() == 8);
            String at = " " + pair.stub().endpoint() + " test.v1.Desk.";
            assertTrue(
                    line("DEBUG client" + at + "add SYNC: done after ", " ms").endsWith(" ms"));
            assertTrue(line("DEBUG server" + at + "add TWO_WAY from ", ": done after ")
                    .endsWith(" ms"));
            line("ERROR client" + at + "fail SYNC: SERVANT_FAILED (INVOKED) after ", " ms");
            line("ERROR server" + at + "fail TWO_WAY from ", ": SERVANT_FAILED (INVOKED) after ");
            line("DEBUG client" + at + "refuse SYNC: ClosedException after ", " ms");
            line("DEBUG server" + at + "refuse TWO_WAY from ", ": ClosedException after ");
            line("DEBUG client" + at + "note ONE_WAY: done after ", " ms");
            line("DEBUG server" + at + "note ONE_WAY from ", ": done after ");
            assertEquals(8, lines.seen.size());
            for (String secret : List.of("77123", "argument", "secret"))
                for (String line : lines.seen) assertFalse(line.contains(secret), line);
        }
    }
}
