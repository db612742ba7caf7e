package io.rmix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Export;
import io.rmix.Idempotent;
import io.rmix.InvocationException;
import io.rmix.LaneListener;
import io.rmix.Limits;
import io.rmix.RemoteRef;
import io.rmix.Rmix;
import io.rmix.Security;
import io.rmix.Stub;
import io.rmix.contract.Contract;
import io.rmix.local.LocalProvider;
import io.rmix.spi.CallContext;
import io.rmix.testkit.Await;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitServer;
import io.rmix.testkit.KitService;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the engine does whatever the provider. */
class EngineTest {
    /** One operation may be repeated. */
    interface Counter {
        @Idempotent
        int read();

        int add(int n);
    }

    @Test
    void twoProvidersOfOneSchemeAreAnErrorThatNamesBoth() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> Rmix.builder()
                        .onlyGivenProviders()
                        .provider(new LocalProvider())
                        .provider(new LocalProvider())
                        .build());
        assertTrue(e.getMessage().contains("'local'"), e.getMessage());
        assertTrue(e.getMessage().matches(".*LocalProvider.*LocalProvider.*"), e.getMessage());
    }

    @Test
    void anUnknownSchemeNamesThoseThatThereAre() {
        try (Rmix rmix = Rmix.create()) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> rmix.connect(Counter.class, "gopher://h:70/counter"));
            assertTrue(e.getMessage().contains("gopher") && e.getMessage().contains("local"), e.getMessage());
        }
    }

    private record Fixed() implements Counter {
        @Override
        public int read() {
            return 7;
        }

        @Override
        public int add(int n) {
            return n;
        }
    }

    @Test
    void retriesEndAndRespectTheDeadline() {
        Contract contract = Contract.of(Counter.class);
        InvocationException gone = new InvocationException(
                InvocationException.Code.UNAVAILABLE, io.rmix.Outcome.UNKNOWN, null, "counter", "read", "gone", null);
        assertTrue(Retry.pauseNanos(contract.find("read"), CallContext.EMPTY, 1, gone) > 0);
        assertEquals(-1, Retry.pauseNanos(contract.find("read"), CallContext.EMPTY, 4, gone));
        assertEquals(-1, Retry.pauseNanos(contract.find("add"), CallContext.EMPTY, 1, gone));
        CallContext late = new CallContext("", System.nanoTime() + 1_000_000, java.util.Map.of());
        assertEquals(-1, Retry.pauseNanos(contract.find("read"), late, 1, gone));
    }

    @Test
    void aFullServantPoolRefusesWithBusy() throws Exception {
        KitServant servant = new KitServant();
        try (Rmix server = Rmix.builder()
                        .limits(Limits.defaults().withServants(2, 1))
                        .build();
                Rmix client = Rmix.create()) {
            var stub = client.connect(
                    KitService.class,
                    server.export(KitService.class, servant, "local://engine-busy/kit")
                            .endpoint());
            List<CompletableFuture<String>> calls =
                    List.of(stub.async(k -> k.block("a")), stub.async(k -> k.block("a")));
            Await.until("both threads are taken", () -> servant.entered("a") == 2);
            CompletableFuture<String> waiting = stub.async(k -> k.block("a"));
            InvocationException e =
                    assertThrows(InvocationException.class, () -> stub.sync().nothing());
            assertEquals(InvocationException.Code.BUSY, e.code());
            assertEquals(io.rmix.Outcome.NOT_INVOKED, e.outcome());
            servant.release("a");
            for (CompletableFuture<String> call : calls) assertEquals("released a", call.get(30, TimeUnit.SECONDS));
            assertEquals("released a", waiting.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void aReferenceLeadsToTheFirstEndpointThatHasAProvider() throws IOException {
        try (Rmix rmix = Rmix.create();
                Export export = rmix.export(Counter.class, new Fixed(), "local://engine-ref/counter")) {
            RemoteRef ref = export.ref();
            assertEquals(7, rmix.connect(Counter.class, ref).sync().read());
            RemoteRef elsewhere = new RemoteRef(
                    UUID.randomUUID(),
                    List.of(new RemoteRef.Entry(export.endpoint(), List.of(KitServer.class.getName()))));
            assertThrows(IllegalArgumentException.class, () -> rmix.connect(Counter.class, elsewhere));
        }
    }

    @Test
    void bindingBeyondLoopbackIsRefusedUnlessAllowed() {
        try (Rmix rmix = Rmix.create()) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class,
                    () -> rmix.export(Counter.class, new Fixed(), "fake://0.0.0.0:0/counter"));
            assertTrue(e.getMessage().contains("no provider"), e.getMessage());
        }
        try (Rmix rmix = Rmix.builder().provider(new FakeProvider()).build()) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class,
                    () -> rmix.export(Counter.class, new Fixed(), "fake://0.0.0.0:0/counter"));
            assertTrue(e.getMessage().contains("beyond loopback without TLS"), e.getMessage());
        }
        try (Rmix rmix = Rmix.builder()
                .provider(new FakeProvider())
                .security(new Security(java.util.Optional.empty(), true))
                .build()) {
            IOException e = assertThrows(
                    IOException.class, () -> rmix.export(Counter.class, new Fixed(), "fake://0.0.0.0:0/counter"));
            assertEquals("reached the provider", e.getMessage());
        }
    }

    /** Says on which thread it runs. */
    interface Where {
        String thread();

        void remember();
    }

    @Test
    void directServantsAndListenersRunOnTheThreadThatBringsTheMessage() throws Exception {
        String here = Thread.currentThread().getName();
        CompletableFuture<String> executedOn = new CompletableFuture<>();
        CompletableFuture<String> heardOn = new CompletableFuture<>();
        Where servant = new Where() {
            @Override
            public String thread() {
                return Thread.currentThread().getName();
            }

            @Override
            public void remember() {
                executedOn.complete(thread());
            }
        };
        try (Rmix rmix = Rmix.builder().directExecutor().build()) {
            Export export = rmix.export(Where.class, servant, "local://direct/where");
            Stub<Where> stub = rmix.connect(Where.class, export.endpoint()).withLaneListener(new LaneListener() {
                @Override
                public void executed(long sequence) {
                    heardOn.complete(Thread.currentThread().getName());
                }

                @Override
                public void failed(LaneFailure failure) {
                    heardOn.completeExceptionally(failure.cause());
                }
            });
            assertEquals(here, stub.sync().thread());
            stub.oneWay().remember();
            assertEquals(executedOn.get(10, TimeUnit.SECONDS), heardOn.get(10, TimeUnit.SECONDS));
        }
    }
}
