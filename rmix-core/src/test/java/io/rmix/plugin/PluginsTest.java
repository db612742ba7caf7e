package io.rmix.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Export;
import io.rmix.InvocationException;
import io.rmix.InvocationException.Code;
import io.rmix.Limits;
import io.rmix.Links;
import io.rmix.Links.Rule;
import io.rmix.Outcome;
import io.rmix.RemoteRef;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers out of folders, that come and go. */
class PluginsTest {
    @TempDir
    Path scratch;

    private final Rmix rmix = Rmix.create();
    private final KitServant kit = new KitServant();

    @AfterEach
    void end() {
        rmix.close();
    }

    private Path folder(String name, String version, String scheme) throws Exception {
        return new TestPlugin(scratch).in(scratch.resolve(version).resolve(name), version, scheme);
    }

    private Stub<KitService> stubOf(Export export) {
        return rmix.connect(KitService.class, export.endpoint());
    }

    private static InvocationException failure(Stub<KitService> stub) {
        return assertThrows(InvocationException.class, () -> stub.sync().nothing());
    }

    private static boolean fails(Stub<KitService> stub) {
        try {
            stub.sync().nothing();
            return false;
        } catch (InvocationException e) {
            return true;
        }
    }

    @Test
    void aLoadedProviderServesAndCallsAndLeavesMemory() throws Exception {
        PluginInfo info = rmix.plugins().load(folder("plug", "1.2", "plug"));
        assertEquals(new PluginInfo("plug", "1.2", info.folder(), List.of("plug"), List.of(), State.ACTIVE, ""), info);
        assertEquals(List.of(info), rmix.plugins().list());
        WeakReference<ClassLoader> loader = PluginLoaders.of(rmix, "plug");
        Export export = rmix.export(KitService.class, kit, "plug://serves/kit", "local://serves-too/kit");
        Stub<KitService> stub = stubOf(export);
        assertEquals("Ada", stub.sync().echoString("Ada"));
        assertEquals("Ada", stub.async(k -> k.echoString("Ada")).get(10, TimeUnit.SECONDS));
        stub.oneWay().right(1);
        stub.lane().flush().get(10, TimeUnit.SECONDS);

        rmix.plugins().unload("plug");
        assertEquals(List.of(), rmix.plugins().list());
        assertEquals("local", export.endpoint().scheme());
        assertEquals("Bea", stubOf(export).sync().echoString("Bea"));
        PluginLoaders.awaitCollected(loader);
    }

    @Test
    void unloadingLetsCallsFinishAndLaterOnesFailUntilItComesBack() throws Exception {
        Path folder = folder("plug", "1", "plug");
        rmix.plugins().load(folder);
        Stub<KitService> stub = stubOf(rmix.export(KitService.class, kit, "plug://drains/kit"));
        CompletableFuture<String> running = stub.async(k -> k.block("a"));
        Await.until("it runs", () -> kit.entered("a") == 1);
        CompletableFuture<Void> unloaded = Background.run(() -> unload("plug"));
        Await.until("later calls fail", () -> fails(stub));
        assertEquals(State.DRAINING, rmix.plugins().list().get(0).state());
        InvocationException gone = failure(stub);
        assertEquals(Outcome.NOT_INVOKED, gone.outcome());
        assertTrue(gone.getMessage().contains("the plug-in 'plug'"), gone.getMessage());
        kit.release("a");
        assertEquals("released a", running.get(10, TimeUnit.SECONDS));
        unloaded.get(20, TimeUnit.SECONDS);
        assertEquals(gone.getMessage(), failure(stub).getMessage());

        rmix.plugins().load(folder);
        assertEquals(Code.UNAVAILABLE, failure(stub).code(), "nothing is exported there any more");
        rmix.export(KitService.class, kit, "plug://drains/kit");
        assertEquals("back", stub.sync().echoString("back"));
    }

    private void unload(String name) {
        try {
            rmix.plugins().unload(name);
        } catch (PluginException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCallThatOutlastsTheDrainFailsWithUnknown() throws Exception {
        try (Rmix hasty = Rmix.builder()
                .limits(Limits.defaults().withDrain(Duration.ofMillis(50)))
                .build()) {
            hasty.plugins().load(folder("plug", "1", "plug"));
            Export export = hasty.export(KitService.class, kit, "plug://outlasts/kit");
            CompletableFuture<String> running =
                    hasty.connect(KitService.class, export.endpoint()).async(k -> k.block("stubborn"));
            Await.until("it runs", () -> kit.entered("stubborn") == 1);
            hasty.plugins().unload("plug");
            ExecutionException e = assertThrows(ExecutionException.class, () -> running.get(10, TimeUnit.SECONDS));
            assertEquals(Outcome.UNKNOWN, ((InvocationException) e.getCause()).outcome());
            kit.release("stubborn");
        }
    }

    @Test
    void replacedUnderLoadNothingIsLostUnsaid() throws Exception {
        rmix.plugins().load(folder("plug", "1", "plug"));
        WeakReference<ClassLoader> first = PluginLoaders.of(rmix, "plug");
        Export export = rmix.export(KitService.class, kit, "plug://load/kit");
        Load load = new Load(stubOf(export));
        CompletableFuture<Void> running = Background.run(load);
        for (int version = 2; version < 6; version++) {
            long before = load.answered();
            Await.until("calls are answered", () -> load.answered() > before + 100);
            PluginInfo info = rmix.plugins().replace("plug", folder("plug", String.valueOf(version), "plug"));
            assertEquals(String.valueOf(version), info.version());
        }
        load.end();
        running.get(30, TimeUnit.SECONDS);
        load.check(kit.numbers());
        PluginLoaders.awaitCollected(first);
    }

    @Test
    void aStubThatCallsElsewhereNoticesNothingOfAReplacement() throws Exception {
        try (Rmix server = Rmix.create()) {
            server.plugins().load(folder("plug", "1", "plug"));
            Export export = server.export(KitService.class, kit, "plug://elsewhere/kit");
            rmix.plugins().load(folder("plug", "1", "plug"));
            Load load = new Load(stubOf(export));
            CompletableFuture<Void> running = Background.run(load);
            for (int version = 2; version < 6; version++) {
                long before = load.answered();
                Await.until("calls are answered", () -> load.answered() > before + 100);
                rmix.plugins().replace("plug", folder("plug", String.valueOf(version), "plug"));
            }
            load.end();
            running.get(30, TimeUnit.SECONDS);
            assertEquals(List.of(), load.failures());
            load.check(kit.numbers());
        }
    }

    @Test
    void twoPluginsBringTwoVersionsOfALibrary() throws Exception {
        rmix.plugins().load(folder("a", "1", "plug.a"));
        rmix.plugins().load(folder("b", "1", "plug.b"));
        assertEquals(
                List.of(List.of("plug.a"), List.of("plug.b")),
                rmix.plugins().list().stream().map(PluginInfo::schemes).toList());
        for (String scheme : List.of("plug.a", "plug.b"))
            assertEquals(
                    scheme,
                    stubOf(rmix.export(KitService.class, kit, scheme + "://" + scheme + "/kit"))
                            .sync()
                            .echoString(scheme));
    }

    @Test
    void optionsOfLinksAreCheckedOnceTheProviderIsThereAndReachIt() throws Exception {
        Path folder = new TestPlugin(scratch)
                .connect("if (io.rmix.spi.ConnectionOption.CONNECT_TIMEOUT.in(environment).toSeconds() != 5)"
                        + " throw new IllegalStateException(\"not 5 s\");")
                .in(scratch.resolve("1").resolve("plug"), "1", "plug");
        Rule rule = Rule.target("*", "plug");
        rmix.links(Links.none().with(rule.withOption("plug", "connect-timeout", "soon")));
        rmix.plugins().load(folder);
        RemoteRef ref =
                rmix.export(KitService.class, kit, "plug://optional/kit").ref();
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> rmix.connect(KitService.class, ref));
        assertTrue(
                e.getMessage().contains("options of plug: connect-timeout: expected a duration from"), e::getMessage);
        Links better = Links.none().with(rule.withOption("plug", "connect-timeout", "5s"));
        rmix.links(better);
        assertEquals(1, rmix.connect(KitService.class, ref).sync().echoInt(1));
        assertThrows(
                IllegalArgumentException.class,
                () -> rmix.links(Links.none().with(rule.withOption("plug", "colour", "red"))));
        assertEquals(better, rmix.links());
    }
}
