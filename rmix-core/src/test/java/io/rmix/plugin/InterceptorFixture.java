package io.rmix.plugin;

import io.rmix.Export;
import io.rmix.Rmix;
import io.rmix.Stub;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of interceptors out of plug-ins work with. */
abstract class InterceptorFixture {
    final String key = UUID.randomUUID().toString();
    final Map<String, String> settings = Map.of("notes", key);
    final List<String> notes = Notes.of(key);
    final Rmix rmix = Rmix.create();
    final KitServant kit = new KitServant();

    @TempDir
    Path scratch;

    @AfterEach
    void end() {
        rmix.close();
    }

    /** A plug-in whose interceptors have the name audit. */
    Path folder(String name, String version) throws Exception {
        return new TestInterceptors(scratch).in(scratch.resolve(version).resolve(name), version, "audit");
    }

    /** A stub of a servant behind the server interceptor. */
    Stub<KitService> guarded(KitService servant) throws Exception {
        Export export = rmix.exporting(servant)
                .intercept(rmix.serverInterceptor("audit", settings))
                .at(KitService.class, "local://" + key + "/kit")
                .export();
        return rmix.connect(KitService.class, export.endpoint());
    }
}
