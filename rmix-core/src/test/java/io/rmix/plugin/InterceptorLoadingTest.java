package io.rmix.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rmix.Export;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.plugin.PluginInfo.State;
import io.rmix.testkit.KitService;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Interceptors come from folders and from the class path, one of each name; what is wrong is refused when it is loaded or made. */
class InterceptorLoadingTest extends InterceptorFixture {
    @Test
    void theClassPathHasThemToo() throws Exception {
        Path folder = folder("path", "1");
        URL[] jars = {
            folder.resolve("factory.jar").toUri().toURL(),
            folder.resolve("library.jar").toUri().toURL()
        };
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader path = new URLClassLoader(jars, before)) {
            thread.setContextClassLoader(path);
            try (Rmix found =
                    Rmix.builder().clientInterceptor("audit", settings).build()) {
                Export export = rmix.export(KitService.class, kit, "local://" + key + "/kit");
                found.connect(KitService.class, export.endpoint()).sync().nothing();
                PluginException taken = assertThrows(
                        PluginException.class, () -> found.plugins().load(folder("guards", "2")));
                assertTrue(taken.getMessage().contains("'audit': plug.PlugFactory and"), taken.getMessage());
            }
            assertEquals("1c RESULT", notes.get(2));
            Rmix.Builder wrong = Rmix.builder().serverInterceptor("audit", Map.of("note", "x"));
            assertThrows(IllegalArgumentException.class, wrong::build);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void twoPluginsBringTwoVersionsOfALibraryButNotOneName() throws Exception {
        rmix.plugins().load(folder("a", "1"));
        PluginException taken =
                assertThrows(PluginException.class, () -> rmix.plugins().load(folder("b", "2")));
        assertTrue(taken.getMessage().contains("'audit': plug-in 'a' and plug-in 'b'"), taken.getMessage());
        assertEquals(
                List.of(State.ACTIVE, State.FAILED),
                rmix.plugins().list().stream().map(PluginInfo::state).toList());
        rmix.plugins().load(new TestInterceptors(scratch).in(scratch.resolve("c"), "3", "other"));
        Stub<KitService> stub = guarded(kit).withInterceptor(rmix.clientInterceptor("other", settings));
        stub.sync().nothing();
        assertTrue(notes.containsAll(List.of("1s nothing", "3c nothing")), notes::toString);
    }

    @Test
    void wrongSettingsAreRefusedWhereTheyShow() throws Exception {
        Map<String, String> wrong = Map.of("note", "x");
        rmix.plugins().load(folder("guards", "1"));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> rmix.serverInterceptor("audit", wrong));
        assertEquals(
                "interceptor 'audit' (plug-in 'guards') cannot be made: unknown setting 'note': expected notes or refuse",
                e.getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> rmix.clientInterceptor("no such", wrong))
                .getMessage()
                .contains("not a name"));
        var unused = rmix.clientInterceptor("later", wrong);
        PluginException refused = assertThrows(
                PluginException.class,
                () -> rmix.plugins().load(new TestInterceptors(scratch).in(scratch.resolve("more"), "1", "later")));
        assertTrue(refused.getMessage().contains("unknown setting 'note'"), refused.getMessage());
    }

    @Test
    void aFactoryThatThrowsIsRefusedAndTheOldOneStays() throws Exception {
        rmix.plugins().load(folder("guards", "1"));
        Stub<KitService> stub = guarded(kit);
        Path broken = new TestInterceptors(scratch)
                .made("if (true) throw new IllegalStateException(\"no licence\");")
                .in(scratch.resolve("broken"), "2", "audit");
        PluginException e =
                assertThrows(PluginException.class, () -> rmix.plugins().replace("guards", broken));
        assertTrue(e.getMessage().contains("no licence"), e.getMessage());
        assertInstanceOf(IllegalArgumentException.class, e.getCause());
        stub.sync().nothing();
        assertEquals("1", rmix.plugins().list().get(0).version());
    }
}
