package io.rmix.cli.call;

import io.rmix.Export;
import io.rmix.Rmix;
import io.rmix.testkit.KitServant;
import io.rmix.testkit.KitService;
import java.io.IOException;

/** A server without introspection. */
final class QuietServer implements AutoCloseable {
    private final Rmix rmix;
    private final Export export;

    private QuietServer(Rmix rmix, Export export) {
        this.rmix = rmix;
        this.export = export;
    }

    static QuietServer start(String scheme) throws IOException {
        Rmix rmix = Rmix.builder().introspection(false).build();
        return new QuietServer(rmix, rmix.export(KitService.class, new KitServant(), scheme + "://127.0.0.1:0/kit"));
    }

    String endpoint() {
        return export.endpoint().toString();
    }

    @Override
    public void close() {
        rmix.close();
    }
}
