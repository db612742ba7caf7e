package io.rmix.javarmi;

import io.rmix.Endpoint;
import io.rmix.contract.Contract;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.ConnectionOption;
import io.rmix.spi.Provider;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Java RMI, scheme {@code rmi}. An interface that extends {@code java.rmi.Remote} is called and served as any Java RMI does it;
 * any other goes through one remote object that takes calls in the contract's protobuf encoding.
 */
public final class JavaRmiProvider implements Provider {
    @Override
    public String name() {
        return "javarmi";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("rmi");
    }

    @Override
    public void check(Contract contract) {
        if (contract.remoteInterface()) NativeContract.check(contract);
    }

    @Override
    public List<ConnectionOption<?>> options() {
        return Sockets.OPTIONS;
    }

    @Override
    public Acceptor listen(Endpoint address, ServerEnvironment environment) throws IOException {
        checkPort(address);
        if (environment.security().tls().isPresent()) throw noTls(address);
        return new RmiAcceptor(address, environment);
    }

    @Override
    public Connection connect(Endpoint address, ClientEnvironment environment) {
        checkPort(address);
        if (environment.security().tls().isPresent()) throw noTls(address);
        return new RmiConnection(address, environment);
    }

    private static void checkPort(Endpoint address) {
        if (address.port() < 0)
            throw new IllegalArgumentException(
                    "no port in " + address + "; expected rmi://host:port/service, the registry's port is often 1099");
    }

    private static IllegalArgumentException noTls(Endpoint address) {
        return new IllegalArgumentException(address.address()
                + ": the Java RMI provider has no TLS; use another provider, or Security without TLS on loopback");
    }
}
