package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rmix.ClientContext;
import io.rmix.Interception;
import io.rmix.Scope;
import io.rmix.ServerContext;
import io.rmix.Stub;
import io.rmix.TraceContext;
import io.rmix.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What each side may know of a call. */
interface ContextContract extends Kit {
    /** A servant that says what it knows, and the last words of it for one-way calls. */
    final class Knowing extends KitServant {
        final List<String> known = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void nothing() {
            ServerContext call = ServerContext.current().orElseThrow();
            known.add(call.transport() + " " + call.contract() + " " + call.operation() + " " + call.mode() + " "
                    + call.endpoint() + " " + call.principal() + " "
                    + call.deadlineNanos().isPresent() + " "
                    + call.traceContext().map(TraceContext::traceparent).orElse("untraced") + " "
                    + call.entries().getOrDefault("who", "nobody"));
        }
    }

    String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    default void servantsKnowTheirCall() throws Exception {
        Knowing servant = new Knowing();
        Stub<KitService> stub = serve(servant).withEntry("who", "Ada").withEntry(TraceContext.PARENT, PARENT);
        stub.withDeadline(Duration.ofSeconds(30)).sync().nothing();
        stub.asyncVoid(KitService::nothing).get(30, TimeUnit.SECONDS);
        stub.oneWay().nothing();
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        String start = new Transport(wire().provider(), false) + " " + KitService.class.getName() + " nothing ";
        String end = " " + PARENT + " Ada";
        String at = " " + stub.endpoint() + " " + Optional.empty();
        assertEquals(
                List.of(
                        start + "TWO_WAY" + at + " true" + end,
                        start + "TWO_WAY" + at + " false" + end,
                        start + "ONE_WAY" + at + " false" + end),
                servant.known);
    }

    @Test
    default void interceptorsKnowTheCallTheyAreAskedFor() throws Exception {
        List<String> known = new ArrayList<>();
        Knowing servant = new Knowing();
        Stub<KitService> stub = serve(servant).withEntry("who", "Ada").withInterceptor(call -> {
            known.add(call.transport() + " " + call.contract() + " " + call.operation() + " " + call.mode() + " "
                    + call.endpoint() + " " + call.deadlineNanos().isPresent() + " " + call.entries() + " "
                    + call.traceContext());
            call.entry("who", call.entries().get("who") + "+");
            return Interception.NONE;
        });
        stub.withDeadline(Duration.ofSeconds(30)).sync().nothing();
        stub.asyncVoid(KitService::nothing).get(30, TimeUnit.SECONDS);
        stub.oneWay().nothing();
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        String start = new Transport(wire().provider(), false) + " " + KitService.class.getName() + " nothing ";
        String end = " " + Map.of("who", "Ada") + " " + Optional.empty();
        assertEquals(
                List.of(
                        start + "SYNC " + stub.endpoint() + " true" + end,
                        start + "ASYNC " + stub.endpoint() + " false" + end,
                        start + "ONE_WAY " + stub.endpoint() + " false" + end),
                known);
        for (String each : servant.known) assertEquals("Ada+", each.substring(each.lastIndexOf(' ') + 1));
    }

    @Test
    default void entriesOfABlockAreTakenWhenACallIsMade() throws Exception {
        KitServant servant = new KitServant();
        Stub<KitService> stub = serve(servant);
        CompletableFuture<Optional<String>> async;
        try (Scope who = ClientContext.with("who", "block")) {
            assertEquals(Optional.of("block"), stub.sync().entry("who"));
            assertEquals(
                    Optional.of("stub"), stub.withEntry("who", "stub").sync().entry("who"));
            try (Scope inner = ClientContext.with("who", "inner")) {
                async = stub.async(kit -> kit.entry("who"));
                stub.oneWay().note(new byte[] {1});
            }
            assertEquals(Optional.of("block"), stub.sync().entry("who"));
            assertEquals(
                    Optional.empty(),
                    Background.supply(() -> stub.sync().entry("who")).get(30, TimeUnit.SECONDS));
        }
        assertEquals(Optional.empty(), stub.sync().entry("who"));
        assertEquals(Optional.of("inner"), async.get(30, TimeUnit.SECONDS));
        stub.lane().flush().get(30, TimeUnit.SECONDS);
        assertEquals(List.of("inner [1]"), stub.sync().notes());
        assertThrows(IllegalArgumentException.class, () -> ClientContext.with("Who", "x"));
    }

    @Test
    default void contextsOutliveTheMethodOfAServantThatAnswersLater() throws IOException {
        LaterServant servant = new LaterServant();
        List<ServerContext> contexts = Collections.synchronizedList(new ArrayList<>());
        var export = rmix().exporting(servant).at(KitService.class, freeAddress() + "/kit");
        Stub<KitService> stub = rmix().connect(
                        KitService.class,
                        export.intercept(call -> {
                                    contexts.add(call);
                                    return Interception.NONE;
                                })
                                .export()
                                .endpoint())
                .withEntry("who", "Ada");
        CompletableFuture<Integer> call = stub.async(kit -> kit.echoInt(1));
        CompletableFuture<Object> answer = servant.take();
        assertEquals("Ada", contexts.get(0).entries().get("who"));
        assertEquals("echoInt", contexts.get(0).operation());
        answer.complete(1);
        assertEquals(1, call.join());
    }
}
