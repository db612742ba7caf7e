package io.rmix.examples.tcp;

import io.rmix.Endpoint;
import io.rmix.Security;
import io.rmix.contract.Contract;
import io.rmix.spi.Acceptor;
import io.rmix.spi.BytesConnection;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.Provider;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.util.Set;

/** Each call has a TCP connection: one frame goes, one frame comes back, and whoever closes it early cancels the call. */
public final class TcpProvider implements Provider {
    @Override
    public String name() {
        return "example+tcp";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("example+tcp");
    }

    @Override
    public void check(Contract contract) {
        // Bytes carry whatever a contract may say.
    }

    @Override
    public Acceptor listen(Endpoint address, ServerEnvironment environment) throws IOException {
        check(address, 0, environment.security());
        return new TcpAcceptor(address, environment);
    }

    @Override
    public Connection connect(Endpoint address, ClientEnvironment environment) {
        check(address, 1, environment.security());
        return new BytesConnection(address, environment, () -> new TcpExchange(address));
    }

    private static void check(Endpoint address, int lowest, Security security) {
        if (address.port() < lowest) throw new IllegalArgumentException("no port in " + address);
        if (security.tls().isPresent()) throw new IllegalArgumentException(address + ": this protocol has no TLS");
    }
}
