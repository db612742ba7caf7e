package io.rmix.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Export;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.LaneListener;
import io.rmix.Limits;
import io.rmix.Outcome;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.engine.plugin.PluginLoaders;
import io.rmix.plugin.PluginInfo.State;
import io.rmix.testkit.Await;
import io.rmix.testkit.Background;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import io.rmix.testkit.Load;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Interceptors out of folders, that come and go under calls. */
class PluginInterceptorsTest extends InterceptorFixture {
    private static InvocationException failure(Stub<KitService> stub) {
        InvocationException e =
                assertThrows(InvocationException.class, () -> stub.sync().nothing());
        assertEquals(Outcome.NOT_INVOKED, e.outcome());
        return e;
    }

    @Test
    void bothSidesHaveOneOfTheNameAndRefuseWithoutIt() throws Exception {
        Path folder = folder("guards", "1");
        PluginInfo info = rmix.plugins().load(folder);
        assertEquals(new PluginInfo("guards", "1", folder, List.of(), List.of("audit"), State.ACTIVE, ""), info);
        WeakReference<ClassLoader> loader = PluginLoaders.of(rmix, "guards");
        Stub<KitService> served = guarded(kit);
        Stub<KitService> both = served.withInterceptor(rmix.clientInterceptor("audit", settings));
        assertEquals("Ada", both.sync().echoString("Ada"));
        Await.until("all is heard", () -> notes.size() == 8);
        assertEquals(
                List.of("1s made", "1c made", "1c echoString", "1s echoString", "1s enters", "1s leaves"),
                notes.subList(0, 6));
        assertEquals(
                List.of("1c RESULT", "1s RESULT"),
                notes.subList(6, 8).stream().sorted().toList());
        both.oneWay().right(1);
        both.lane().flush().get(10, TimeUnit.SECONDS);
        Await.until("all is heard", () -> notes.size() == 14);
        assertEquals("Bea", both.async(k -> k.echoString("Bea")).get(10, TimeUnit.SECONDS));

        rmix.plugins().unload("guards");
        for (Stub<KitService> stub : List.of(served, both)) {
            InvocationException e = failure(stub);
            assertEquals(stub == both ? Code.UNAVAILABLE : Code.CLOSED, e.code());
            assertTrue(e.getMessage().contains("the interceptor 'audit'"), e.getMessage());
        }
        assertEquals(Code.UNAVAILABLE, failure(() -> both.oneWay().right(2)).code());
        PluginLoaders.awaitCollected(loader);

        rmix.plugins().load(folder);
        assertEquals("Cy", both.sync().echoString("Cy"));
        assertEquals(List.of(1L), kit.numbers());
    }

    private static InvocationException failure(Runnable call) {
        return assertThrows(InvocationException.class, call::run);
    }

    @Test
    void oneWayCallsAreRefusedWithoutIt() throws Exception {
        rmix.plugins().load(folder("guards", "1"));
        CompletableFuture<LaneListener.LaneFailure> refused = new CompletableFuture<>();
        Stub<KitService> stub = guarded(kit).withLaneListener(refused::complete);
        stub.oneWay().right(1);
        stub.lane().flush().get(10, TimeUnit.SECONDS);
        rmix.plugins().unload("guards");
        stub.oneWay().right(2);
        InvocationException e = refused.get(10, TimeUnit.SECONDS).cause();
        assertEquals(Outcome.NOT_INVOKED, e.outcome());
        assertTrue(e.getMessage().contains("the interceptor 'audit'"), e.getMessage());
        rmix.plugins().load(folder("guards", "1"));
        stub.oneWay().right(3);
        stub.lane().flush().get(10, TimeUnit.SECONDS);
        assertEquals(List.of(1L, 3L), kit.numbers());
    }

    @Test
    void itMayBeNamedBeforeItsPluginIsThere() throws Exception {
        Path plugins = scratch.resolve("plugins");
        new TestInterceptors(scratch).in(plugins.resolve("guards"), "1", "audit");
        try (Rmix named = Rmix.builder()
                .pluginFolder(plugins)
                .serverInterceptor("audit", Map.of("notes", key, "refuse", "nothing"))
                .serverInterceptor("later", settings, call -> call.operation().equals("echoInt"))
                .build()) {
            Export export = named.export(KitService.class, kit, "local://" + key + "/kit");
            Stub<KitService> stub = named.connect(KitService.class, export.endpoint());
            assertEquals(Code.DENIED, failure(stub).code());
            InvocationException e = failure(() -> stub.sync().echoString("Ada"));
            assertEquals(Code.CLOSED, e.code());
            assertTrue(e.getMessage().contains("'later'"), e.getMessage());
            assertEquals(1, stub.sync().echoInt(1));
            named.plugins().load(new TestInterceptors(scratch).in(scratch.resolve("more"), "2", "later"));
            assertEquals("Ada", stub.sync().echoString("Ada"));
            assertTrue(notes.contains("2s echoString"), notes::toString);
        }
    }

    @Test
    void callsInProgressEndWithTheOldOne() throws Exception {
        rmix.plugins().load(folder("guards", "1"));
        WeakReference<ClassLoader> first = PluginLoaders.of(rmix, "guards");
        Stub<KitService> stub = guarded(kit).withInterceptor(rmix.clientInterceptor("audit", settings));
        CompletableFuture<String> running = stub.async(k -> k.block("a"));
        Await.until("it runs", () -> kit.entered("a") == 1);
        CompletableFuture<PluginInfo> replaced = Background.supply(() -> replace("2"));
        Await.until("later calls go to the new one", () -> {
            stub.sync().nothing();
            return notes.contains("2s nothing") && notes.contains("2c nothing");
        });
        assertEquals(State.DRAINING, rmix.plugins().list().get(0).state());
        List<String> before = List.copyOf(notes);
        kit.release("a");
        assertEquals("released a", running.get(10, TimeUnit.SECONDS));
        assertEquals("2", replaced.get(20, TimeUnit.SECONDS).version());
        List<String> after = notes.subList(before.size(), notes.size());
        assertTrue(after.containsAll(List.of("1c RESULT", "1s leaves", "1s RESULT")), after::toString);
        PluginLoaders.awaitCollected(first);
    }

    private PluginInfo replace(String version) {
        try {
            return rmix.plugins().replace("guards", folder("guards", version));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void replacedUnderLoadNoCallNoticesAndNoneGoesWithout() throws Exception {
        rmix.plugins().load(folder("guards", "1"));
        Load load = new Load(guarded(kit).withInterceptor(rmix.clientInterceptor("audit", settings)));
        CompletableFuture<Void> running = Background.run(load);
        for (int version = 2; version < 6; version++) {
            long before = load.answered();
            Await.until("calls are answered", () -> load.answered() > before + 100);
            replace(String.valueOf(version));
        }
        load.end();
        running.get(30, TimeUnit.SECONDS);
        assertEquals(List.of(), load.failures());
        load.check(kit.numbers());
        int all = kit.numbers().size() + (int) load.answered();
        Await.until("each call has gone through one at each side, and each end was heard", () -> {
            long begun = notes.stream()
                    .filter(note -> note.matches("\\d[sc] (right|echoString)"))
                    .count();
            long ended = notes.stream().filter(note -> note.endsWith(" RESULT")).count();
            return begun == 2L * all && ended == 2L * all;
        });
    }

    @Test
    void whatOutlastsTheDrainIsNotHeardAndHoldsNothing() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        KitServant slow = new KitServant() {
            @Override
            public void right(long number) {
                await(gate);
                super.right(number);
            }
        };
        try (Rmix hasty = Rmix.builder()
                .limits(Limits.defaults().withDrain(Duration.ofMillis(50)))
                .clientInterceptor("audit", settings)
                .build()) {
            hasty.plugins().load(folder("guards", "1"));
            WeakReference<ClassLoader> loader = PluginLoaders.of(hasty, "guards");
            Export export = rmix.export(KitService.class, slow, "local://" + key + "/kit");
            Stub<KitService> stub = hasty.connect(KitService.class, export.endpoint());
            CompletableFuture<String> running = stub.async(k -> k.block("a"));
            stub.oneWay().right(1);
            Await.until("it runs", () -> kitEntered(slow));
            hasty.plugins().unload("guards");
            PluginLoaders.awaitCollected(loader);
            gate.countDown();
            slow.release("a");
            assertEquals("released a", running.get(10, TimeUnit.SECONDS));
            stub.lane().flush().get(10, TimeUnit.SECONDS);
            assertEquals(List.of("1c made", "1c block", "1c right"), notes);
        }
    }

    private static boolean kitEntered(KitServant servant) {
        return servant.entered("a") == 1;
    }

    private static void await(CountDownLatch gate) {
        try {
            if (!gate.await(30, TimeUnit.SECONDS)) throw new IllegalStateException("nobody opens the gate");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itIsUnloadedByACallThatItSees() throws Exception {
        try (Rmix patient = Rmix.builder()
                .limits(Limits.defaults().withDrain(Duration.ofMinutes(5)))
                .serverInterceptor("audit", settings)
                .build()) {
            patient.plugins().load(folder("guards", "1"));
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            KitServant operator = new KitServant() {
                @Override
                public void nothing() {
                    try {
                        patient.plugins().unload("guards");
                    } catch (PluginException e) {
                        thrown.set(e);
                    }
                }
            };
            Export export = patient.export(KitService.class, operator, "local://" + key + "/kit");
            patient.connect(KitService.class, export.endpoint())
                    .asyncVoid(KitService::nothing)
                    .get(30, TimeUnit.SECONDS);
            assertEquals(null, thrown.get());
            assertEquals(List.of(), patient.plugins().list());
            assertEquals(List.of("1s made", "1s nothing", "1s enters", "1s leaves"), notes);
        }
    }
}
