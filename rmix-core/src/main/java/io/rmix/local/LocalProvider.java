package io.rmix.local;

import io.rmix.Endpoint;
import io.rmix.contract.Contract;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.Provider;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Calls within one process. Names are those of the process: two acceptors cannot have one. */
public final class LocalProvider implements Provider {
    private static final Map<String, LocalAcceptor> ACCEPTORS = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("local");
    }

    @Override
    public void check(Contract contract) {
        // It carries whatever a contract may say.
    }

    @Override
    public Acceptor listen(Endpoint address, ServerEnvironment environment) throws IOException {
        LocalAcceptor acceptor = new LocalAcceptor(address, environment, ACCEPTORS::remove);
        if (ACCEPTORS.putIfAbsent(address.host(), acceptor) != null)
            throw new IOException("cannot bind " + address + ": the name is taken in this process");
        return acceptor;
    }

    @Override
    public Connection connect(Endpoint address, ClientEnvironment environment) {
        return new LocalConnection(address, environment, () -> find(address.host()));
    }

    private static @Nullable LocalAcceptor find(String name) {
        LocalAcceptor acceptor = ACCEPTORS.get(name);
        return acceptor != null && acceptor.isOpen() ? acceptor : null;
    }
}
