package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ExportedService;
import java.time.Duration;

/** An acceptor to which nobody connects, for tests that hand in what a connection would bring. */
record NowhereAcceptor() implements Acceptor {
    @Override
    public Endpoint address() {
        return Endpoint.parse("test://nowhere:1");
    }

    @Override
    public void export(ExportedService service) {
        // Lanes find services by the engine's own table.
    }

    @Override
    public void open() {
        // Nobody connects.
    }

    @Override
    public void unexport(ExportedService service) {
        // As above.
    }

    @Override
    public void close(Duration drain) {
        // Nothing is bound.
    }
}
