package io.rmix.engine;

import io.rmix.Endpoint;
import io.rmix.contract.Contract;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.Provider;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.util.Set;

/** Shows what reaches a provider; listens nowhere. */
final class FakeProvider implements Provider {
    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("fake");
    }

    @Override
    public void check(Contract contract) {
        // Any contract will do.
    }

    @Override
    public Acceptor listen(Endpoint address, ServerEnvironment environment) throws IOException {
        throw new IOException("reached the provider");
    }

    @Override
    public Connection connect(Endpoint address, ClientEnvironment environment) {
        throw new IllegalArgumentException("reached the provider");
    }
}
