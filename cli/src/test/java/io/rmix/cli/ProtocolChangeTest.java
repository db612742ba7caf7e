package io.rmix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Endpoint;
import io.rmix.Export;
import io.rmix.InvocationException;
import io.rmix.LaneListener;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One stub whose protocol is changed again and again while calls run over it: nothing is lost, doubled or reordered. */
@Timeout(240)
class ProtocolChangeTest {
    private static final int ONE_WAY = 100_000;
    private static final int SYNC = 10_000;
    private static final int CALLERS = 4;
    private static final int CHANGES = 50;
    private static final List<String> PROTOCOLS = List.of("grpc", "rmi", "soap", "xmlrpc");

    public interface Ledger {
        void note(long number);

        long twice(long number);
    }

    private static final class Book implements Ledger {
        private final List<Long> noted = Collections.synchronizedList(new ArrayList<>(ONE_WAY));
        private final Set<Long> asked = ConcurrentHashMap.newKeySet();
        private final AtomicInteger askedTwice = new AtomicInteger();

        @Override
        public void note(long number) {
            noted.add(number);
        }

        @Override
        public long twice(long number) {
            if (!asked.add(number)) askedTwice.incrementAndGet();
            return 2 * number;
        }
    }

    @Test
    void fiftyChangesAmongFourProtocols() throws Exception {
        Book book = new Book();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Rmix server = Rmix.create();
                Rmix client = Rmix.create();
                Export export = server.export(
                        Ledger.class,
                        book,
                        PROTOCOLS.stream()
                                .map(scheme -> scheme + "://127.0.0.1:0/ledger")
                                .toArray(String[]::new))) {
            List<LaneListener.LaneFailure> lost = Collections.synchronizedList(new ArrayList<>());
            Semaphore progress = new Semaphore(0);
            Stub<Ledger> stub = client.connect(Ledger.class, export.ref()).withLaneListener(lost::add);
            Future<?> noting = threads.submit(() -> {
                for (long i = 0; i < ONE_WAY; i++) {
                    stub.oneWay().note(i);
                    if (i % (ONE_WAY / (CHANGES + 1)) == 0) progress.release();
                }
            });
            List<Future<TreeMap<Long, InvocationException>>> asking = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) asking.add(threads.submit(asker(stub, i)));
            List<Endpoint> endpoints = export.endpoints();
            for (int change = 1; change <= CHANGES; change++) {
                assertTrue(progress.tryAcquire(60, TimeUnit.SECONDS), "one-way calls go on");
                Endpoint next = endpoints.get(change % endpoints.size());
                stub.moveTo(next).get(60, TimeUnit.SECONDS);
                assertEquals(next, stub.endpoint());
            }
            noting.get(60, TimeUnit.SECONDS);
            stub.lane().flush().get(60, TimeUnit.SECONDS);
            assertEquals(List.of(), List.copyOf(lost));
            assertEquals(LongStream.range(0, ONE_WAY).boxed().toList(), book.noted);
            for (Future<TreeMap<Long, InvocationException>> each : asking)
                each.get(60, TimeUnit.SECONDS).forEach((number, failure) -> checkOutcome(book, number, failure));
            assertEquals(0, book.askedTwice.get());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Gives the calls that failed, by their number; checks the answers of the others. */
    private static Callable<TreeMap<Long, InvocationException>> asker(Stub<Ledger> stub, int which) {
        return () -> {
            TreeMap<Long, InvocationException> failed = new TreeMap<>();
            for (long i = which; i < SYNC; i += CALLERS) {
                try {
                    assertEquals(2 * i, stub.sync().twice(i));
                } catch (InvocationException e) {
                    failed.put(i, e);
                }
            }
            return failed;
        };
    }

    private static void checkOutcome(Book book, long number, InvocationException failure) {
        if (failure.outcome() == Outcome.NOT_INVOKED) assertFalse(book.asked.contains(number), failure::getMessage);
        if (failure.outcome() == Outcome.INVOKED) assertTrue(book.asked.contains(number), failure::getMessage);
    }
}
