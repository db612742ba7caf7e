package io.rmix.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rmix.Export;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.engine.plugin.PluginLoaders;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that is loaded out of a folder: extended by a test of each, whose class path has it and its libraries. */
public abstract class PluginContract {
    @TempDir
    Path scratch;

    protected abstract String scheme();

    /** Nobody's outgoing connection takes its port while it is bound anew. */
    protected String address() {
        return scheme() + "://127.0.0.1:" + Ports.free();
    }

    private String endpoint() {
        return address() + "/kit";
    }

    private static Rmix bare() {
        return Rmix.builder().onlyGivenProviders().build();
    }

    private static void use(Stub<KitService> stub) throws Exception {
        assertEquals("Ada", stub.sync().echoString("Ada"));
        assertEquals("Bea", stub.async(k -> k.echoString("Bea")).get(10, TimeUnit.SECONDS));
        stub.oneWay().right(1);
        stub.lane().flush().get(10, TimeUnit.SECONDS);
    }

    @Test
    void loadedUsedAndUnloadedItLeavesMemory() throws Exception {
        Path folder = PluginFolders.ofClassPath(scratch.resolve("provider"));
        try (Rmix rmix = bare()) {
            rmix.plugins().load(folder);
            WeakReference<ClassLoader> loader = PluginLoaders.of(rmix, "provider");
            Export export = rmix.export(KitService.class, new KitServant(), endpoint());
            Stub<KitService> stub = rmix.connect(KitService.class, export.endpoint());
            use(stub);
            rmix.plugins().unload("provider");
            assertEquals(List.of(), export.endpoints());
            PluginLoaders.awaitCollected(loader);

            rmix.plugins().load(folder);
            rmix.export(KitService.class, new KitServant(), stub.endpoint().toString());
            use(stub);
        }
    }

    @Test
    void replacedUnderLoadItsAddressComesBack() throws Exception {
        Path folder = PluginFolders.ofClassPath(scratch.resolve("provider"));
        KitServant kit = new KitServant();
        try (Rmix server = bare();
                Rmix client = bare()) {
            server.plugins().load(folder);
            client.plugins().load(folder);
            Export export = server.export(KitService.class, kit, endpoint());
            Load load = new Load(client.connect(KitService.class, export.endpoint()));
            CompletableFuture<Void> running = Background.run(load);
            for (Rmix replaced : List.of(client, server, client, server)) {
                long before = load.answered();
                Await.until("calls are answered", () -> load.answered() > before + 50);
                replaced.plugins().replace("provider", folder);
            }
            long before = load.answered();
            Await.until("calls are answered", () -> load.answered() > before + 50);
            load.end();
            running.get(30, TimeUnit.SECONDS);
            load.check(kit.numbers());
        }
    }
}
