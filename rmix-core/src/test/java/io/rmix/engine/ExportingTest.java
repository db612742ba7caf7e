package io.rmix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Export;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Serial;
import io.rmix.testkit.Await;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One object, several interfaces, several endpoints. */
class ExportingTest {
    private final Rmix rmix = Rmix.create();

    @Serial
    public interface Bank {
        int pay(int amount);
    }

    @Serial
    public interface Audit {
        int balance();
    }

    private static final class Office implements Bank, Audit {
        private final CountDownLatch gate = new CountDownLatch(1);
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private int balance;

        @Override
        public int pay(int amount) {
            enter();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            balance += amount;
            inside.decrementAndGet();
            return balance;
        }

        @Override
        public int balance() {
            enter();
            inside.decrementAndGet();
            return balance;
        }

        private void enter() {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        }
    }

    @AfterEach
    void close() {
        rmix.close();
    }

    @Test
    void eachInterfaceHasEndpointsOfItsOwnAndTheReferenceNamesThemAll() throws Exception {
        UUID guid = UUID.randomUUID();
        Export export = rmix.exporting(new Office())
                .at(Bank.class, "local://one/bank", "local://two/bank")
                .at(Audit.class, "local://one/audit")
                .as(guid)
                .export();
        RemoteRef ref = export.ref();
        assertEquals(guid, ref.guid());
        assertEquals(
                List.of("local://one/bank", "local://two/bank"),
                ref.endpointsFor(Bank.class.getCanonicalName()).stream()
                        .map(Object::toString)
                        .toList());
        assertEquals(0, rmix.connect(Audit.class, ref).sync().balance());
    }

    @Test
    void aSerialObjectIsCalledByOneCallerAtATimeWhicheverInterfaceTheyUse() throws Exception {
        Office office = new Office();
        rmix.exporting(office)
                .at(Bank.class, "local://serial/bank")
                .at(Audit.class, "local://serial/audit")
                .export();
        CompletableFuture<Integer> paid =
                rmix.connect(Bank.class, "local://serial/bank").async(bank -> bank.pay(5));
        Await.until("the payment runs", () -> office.inside.get() == 1);
        CompletableFuture<Integer> seen =
                rmix.connect(Audit.class, "local://serial/audit").async(Audit::balance);
        office.gate.countDown();
        assertEquals(5, paid.get(10, TimeUnit.SECONDS));
        assertEquals(5, seen.get(10, TimeUnit.SECONDS));
        assertEquals(1, office.most.get());
    }

    @Test
    void nothingIsExportedIfAnythingIsWrong() throws Exception {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> rmix.exporting("text").at(Bank.class, "local://x/bank"));
        assertTrue(e.getMessage().contains("is no " + Bank.class.getName()), e::getMessage);
        assertThrows(
                IllegalArgumentException.class,
                () -> rmix.exporting(new Office()).export());
        assertThrows(
                IllegalArgumentException.class,
                () -> rmix.exporting(new Office()).at(Bank.class, "nothing://x/bank"));
        assertThrows(
                IllegalArgumentException.class,
                () -> rmix.exporting(new Office())
                        .at(Bank.class, "local://free/bank", "local://free/bank")
                        .export());
        rmix.export(Bank.class, new Office(), "local://free/bank");
    }
}
