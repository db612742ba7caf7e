package io.rmix.interceptors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rmix.InvocationException;
import io.rmix.testkit.Await;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Meters of real calls. */
class MetricsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();

    private Timer timer(String side, String operation, String mode, String provider, String code) {
        return registry.get("rmix." + side + ".calls")
                .tags("contract", "test.v1.Desk", "operation", operation, "mode", mode)
                .tags("provider", provider, "code", code)
                .timer();
    }

    @ParameterizedTest
    @CsvSource({"grpc://127.0.0.1:0,grpc", "rmi://127.0.0.1:0,javarmi", "soap://127.0.0.1:0,soap"})
    void callsAreCountedAndTimedOnBothSides(String address, String provider) throws Exception {
        Metrics metrics = new Metrics(registry);
        try (Pair pair = Pair.at(address, new Desk.Servant(() -> {}), metrics, metrics)) {
            for (int i = 0; i < 3; i++) pair.sync().add(i);
            assertThrows(Desk.ClosedException.class, () -> pair.sync().refuse());
            assertThrows(InvocationException.class, () -> pair.sync().fail());
            pair.stub().async(desk -> desk.add(1)).get(30, TimeUnit.SECONDS);
            pair.stub().oneWay().note("x");
            pair.stub().lane().flush().get(30, TimeUnit.SECONDS);
            for (String[] each : new String[][] {
                {"client", "add", "SYNC", "OK", "3"},
                {"client", "add", "ASYNC", "OK", "1"},
                {"client", "refuse", "SYNC", "EXCEPTION", "1"},
                {"client", "fail", "SYNC", "SERVANT_FAILED", "1"},
                {"client", "note", "ONE_WAY", "OK", "1"},
                {"server", "add", "TWO_WAY", "OK", "4"},
                {"server", "refuse", "TWO_WAY", "EXCEPTION", "1"},
                {"server", "fail", "TWO_WAY", "SERVANT_FAILED", "1"},
                {"server", "note", "ONE_WAY", "OK", "1"}
            })
                Await.until(
                        String.join(" ", each),
                        () -> timer(each[0], each[1], each[2], provider, each[3])
                                        .count()
                                == Long.parseLong(each[4]));
            assertTrue(timer("client", "add", "SYNC", provider, "OK").totalTime(TimeUnit.NANOSECONDS) > 0);
            assertEquals(
                    4,
                    registry.get("rmix.server.started")
                            .tags("operation", "add")
                            .counter()
                            .count());
        }
    }
}
