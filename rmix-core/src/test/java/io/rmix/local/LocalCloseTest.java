package io.rmix.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Export;
import io.rmix.InvocationException;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.testkit.Background;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Addresses of the process that close while they are called. */
class LocalCloseTest {
    private static final int TIMES = 5000;

    /** Whoever waited for a call that found the address closed waited for all of its drain. */
    @Test
    @Timeout(120)
    void closingWaitsForNoCallThatCameTooLate() throws Exception {
        try (Rmix rmix = Rmix.create()) {
            KitServant kit = new KitServant();
            AtomicBoolean over = new AtomicBoolean();
            Stub<KitService> stub = rmix.connect(KitService.class, "local://closing/kit");
            CompletableFuture<Void> calls = Background.run(() -> {
                while (!over.get()) {
                    try {
                        stub.sync().echoInt(1);
                    } catch (InvocationException e) {
                        // Nothing listens there at the moment.
                        Thread.onSpinWait();
                    }
                }
            });
            long longest = 0;
            for (int i = 0; i < TIMES; i++) {
                Export export = rmix.export(KitService.class, kit, "local://closing/kit");
                long begun = System.nanoTime();
                export.close();
                longest = Math.max(longest, System.nanoTime() - begun);
            }
            over.set(true);
            calls.get(30, TimeUnit.SECONDS);
            assertTrue(longest < Duration.ofSeconds(5).toNanos(), "one took " + longest / 1_000_000 + " ms");
        }
    }
}
