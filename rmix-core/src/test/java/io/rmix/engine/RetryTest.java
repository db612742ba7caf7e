package io.rmix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.Idempotent;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.contract.Contract;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.LaneWire;
import io.rmix.spi.OutboundCall;
import io.rmix.spi.Provider;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Calls that cannot be made at first. */
class RetryTest {
    /** One operation may be repeated. */
    interface Sums {
        @Idempotent
        int sum(byte[] numbers);

        int add(int n);
    }

    /** Its peer is there at the third attempt of each call, and adds up what comes; one-way calls have none. */
    private static final class LateProvider implements Provider, Connection {
        private final AtomicInteger attempts = new AtomicInteger();

        @Override
        public String name() {
            return "late";
        }

        @Override
        public Set<String> schemes() {
            return Set.of("late");
        }

        @Override
        public void check(Contract contract) {
            // Any contract will do.
        }

        @Override
        public Acceptor listen(Endpoint address, ServerEnvironment environment) throws IOException {
            throw new IOException("listens nowhere");
        }

        @Override
        public Connection connect(Endpoint address, ClientEnvironment environment) {
            return this;
        }

        @Override
        public Object call(OutboundCall call) {
            if (attempts.incrementAndGet() % 3 != 0)
                throw call.failure(Code.UNAVAILABLE, Outcome.NOT_INVOKED, "not yet there", null);
            int sum = 0;
            for (byte number : (byte[]) call.arguments()[0]) sum += number;
            return sum;
        }

        @Override
        public PendingCall start(OutboundCall call, Completion completion) {
            assertTrue(!Thread.currentThread().getName().startsWith("rmix-timer"), "the timer makes no calls");
            try {
                Object result = call(call);
                completion.complete(() -> result);
            } catch (InvocationException e) {
                completion.complete(() -> {
                    throw e;
                });
            }
            return () -> {};
        }

        @Override
        public LaneWire openLane(Contract contract, LaneWire.Listener listener) {
            throw new IllegalStateException("no lanes here");
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private final LateProvider late = new LateProvider();
    private final Rmix rmix = Rmix.builder().provider(late).build();
    private final Stub<Sums> stub = rmix.connect(Sums.class, "late://nowhere:1/sums");

    @Test
    void onlyIdempotentOperationsAreRepeated() {
        try (rmix) {
            assertEquals(6, stub.sync().sum(new byte[] {1, 2, 3}));
            assertEquals(3, late.attempts.get());
            assertThrows(InvocationException.class, () -> stub.sync().add(1));
            assertEquals(4, late.attempts.get());
        }
    }

    @Test
    void aRepeatedCallHasTheArgumentsThatItWasMadeWith() throws Exception {
        try (rmix) {
            byte[] numbers = {1, 2, 3};
            CompletableFuture<Integer> sum = stub.async(sums -> sums.sum(numbers));
            numbers[0] = 100;
            assertEquals(6, sum.get(30, TimeUnit.SECONDS));
            assertEquals(3, late.attempts.get());
        }
    }

    @Test
    void aLaneThatCannotBeOpenedFailsItsCallsAndNoneAfterHangs() throws Exception {
        try (rmix) {
            stub.oneWay().add(1);
            stub.oneWay().add(2);
            stub.lane().flush().get(30, TimeUnit.SECONDS);
            assertEquals(2, stub.lane().settled());
        }
    }
}
