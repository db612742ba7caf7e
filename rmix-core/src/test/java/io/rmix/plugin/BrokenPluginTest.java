package io.rmix.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Export;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.plugin.PluginInfo.State;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import io.rmix.testkit.PluginFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plug-ins that cannot be loaded: each is reported with the cause, and what runs goes on. */
class BrokenPluginTest {
    @TempDir
    Path scratch;

    private final Rmix rmix = Rmix.create();
    private Stub<KitService> good;

    @BeforeEach
    void loadAGoodOne() throws Exception {
        rmix.plugins().load(new TestPlugin(scratch).in(scratch.resolve("good"), "1", "plug"));
        Export export = rmix.export(KitService.class, new KitServant(), "plug://broken/kit");
        good = rmix.connect(KitService.class, export.endpoint());
    }

    @AfterEach
    void end() {
        rmix.close();
    }

    private void refused(Path folder, String... reasons) {
        PluginException e =
                assertThrows(PluginException.class, () -> rmix.plugins().load(folder));
        for (String reason : reasons) assertTrue(e.getMessage().contains(reason), e.getMessage());
        PluginInfo listed = rmix.plugins().list().stream()
                .filter(info -> info.name().equals(folder.getFileName().toString()))
                .findFirst()
                .orElseThrow();
        assertEquals(State.FAILED, listed.state());
        assertEquals(e.getMessage(), listed.failure());
        theGoodOneGoesOn();
    }

    private void theGoodOneGoesOn() {
        assertEquals("on", good.sync().echoString("on"));
        assertTrue(rmix.plugins().list().stream().anyMatch(info -> info.state() == State.ACTIVE));
    }

    @Test
    void aMissingClass() throws Exception {
        refused(
                new TestPlugin(scratch).provider(scratch.resolve("missing"), "1", "other"),
                "plug-in 'missing'",
                "plug/lib/Library");
    }

    @Test
    void aConstructorThatThrows() throws Exception {
        refused(
                new TestPlugin(scratch)
                        .constructor("throw new IllegalStateException(\"no licence\");")
                        .in(scratch.resolve("throws"), "1", "other"),
                "plug-in 'throws'",
                "no licence");
    }

    @Test
    void whatIsNoJar() throws Exception {
        Path folder = Files.createDirectories(scratch.resolve("text"));
        Files.writeString(folder.resolve("provider.jar"), "this is text");
        refused(folder, "plug-in 'text'", "provider.jar is no jar");
    }

    @Test
    void anEmptyFolderAndNone() throws Exception {
        refused(Files.createDirectories(scratch.resolve("empty")), "plug-in 'empty'", "no jar in ");
        refused(scratch.resolve("nowhere"), "plug-in 'nowhere'", "no folder ");
    }

    @Test
    void aJarThatNamesNoProvider() throws Exception {
        PluginFolders.jar(scratch.resolve("silent/library.jar"), "1", Map.of("readme", "words".getBytes(UTF_8)));
        refused(scratch.resolve("silent"), "plug-in 'silent'", PluginFolders.SERVICES);
    }

    @Test
    void aProviderOfTheProcessInsteadOfItsOwn() throws Exception {
        PluginFolders.jar(
                scratch.resolve("borrowed/provider.jar"),
                "1",
                Map.of(PluginFolders.SERVICES, "io.rmix.local.LocalProvider".getBytes(UTF_8)));
        refused(scratch.resolve("borrowed"), "io.rmix.local.LocalProvider", "not in its jars");
    }

    @Test
    void theSpiItself() throws Exception {
        PluginFolders.jar(scratch.resolve("spi/all.jar"), "1", Map.of("io/rmix/spi/Provider.class", new byte[] {1}));
        refused(scratch.resolve("spi"), "belongs to the process");
    }

    @Test
    void aSchemeThatIsTaken() throws Exception {
        for (String scheme : List.of("plug", "local"))
            refused(
                    new TestPlugin(scratch).in(scratch.resolve("second-" + scheme), "1", scheme),
                    "scheme '" + scheme + "'",
                    "of plug-in 'second-" + scheme + "'");
        PluginException e =
                assertThrows(PluginException.class, () -> rmix.plugins().load(scratch.resolve("good")));
        assertTrue(e.getMessage().contains("loaded already"), e.getMessage());
    }

    @Test
    void aReplacementThatIsBrokenLeavesTheOldOne() throws Exception {
        Path broken = new TestPlugin(scratch).provider(scratch.resolve("missing"), "2", "plug");
        assertThrows(PluginException.class, () -> rmix.plugins().replace("good", broken));
        theGoodOneGoesOn();
        Path taken = new TestPlugin(scratch).in(scratch.resolve("taken"), "2", "local");
        assertThrows(PluginException.class, () -> rmix.plugins().replace("good", taken));
        theGoodOneGoesOn();
        Path cannotBind = new TestPlugin(scratch)
                .listen("if (true) throw new java.io.IOException(\"no room\");")
                .in(scratch.resolve("binds"), "2", "plug");
        PluginException e =
                assertThrows(PluginException.class, () -> rmix.plugins().replace("good", cannotBind));
        assertTrue(e.getMessage().contains("no room"), e.getMessage());
        theGoodOneGoesOn();
        assertEquals("1", rmix.plugins().list().get(0).version());
    }

    @Test
    void oneThatFailsToCloseIsUnloadedAllTheSame() throws Exception {
        rmix.plugins()
                .load(new TestPlugin(scratch)
                        .close("throw new IllegalStateException(\"stuck\");")
                        .in(scratch.resolve("stuck"), "1", "other"));
        rmix.plugins().unload("stuck");
        assertEquals(1, rmix.plugins().list().size());
        theGoodOneGoesOn();
    }

    @Test
    void atTheStartTheOthersAreLoaded() throws Exception {
        Path plugins = scratch.resolve("plugins");
        new TestPlugin(scratch).provider(plugins.resolve("a-broken"), "1", "a");
        new TestPlugin(scratch).in(plugins.resolve("b-good"), "1", "b");
        new TestPlugin(scratch).in(plugins.resolve("c-second"), "1", "b");
        try (Rmix other = Rmix.builder().pluginFolder(plugins).build()) {
            assertEquals(
                    List.of(State.FAILED, State.ACTIVE, State.FAILED),
                    other.plugins().list().stream().map(PluginInfo::state).toList());
        }
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Rmix.builder().pluginFolder(scratch.resolve("nowhere")).build());
        assertTrue(e.getMessage().contains("nowhere"), e.getMessage());
    }
}
