package io.rmix.grpc;

import io.netty.util.concurrent.FastThreadLocal;
import io.rmix.Endpoint;
import io.rmix.contract.Contract;
import io.rmix.contract.ProtoSchema;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.ConnectionOption;
import io.rmix.spi.Description;
import io.rmix.spi.Provider;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * gRPC. A contract is the service of its name, an operation the unary method of its name in UpperCamel, with the messages of
 * {@link ProtoSchema}; docs/providers/grpc.md has the rest of the wire.
 */
public final class GrpcProvider implements Provider {
    /** What the full names of reflection's own services begin with. */
    static final String REFLECTION = "grpc.reflection.";

    static {
        LibraryLogs.quieten();
    }

    @Override
    public String name() {
        return "grpc";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("grpc", "grpc+unix");
    }

    @Override
    public void check(Contract contract) {
        String name = contract.name();
        if (name.equals(LaneMessages.SERVICE_NAME) || name.startsWith(REFLECTION))
            throw new IllegalArgumentException(
                    "contract " + name + " (" + contract.javaType().getName()
                            + "): every gRPC address has a service of that name already; give it another with @Name");
        ProtoSchema.of(contract);
    }

    @Override
    public Acceptor listen(Endpoint address, ServerEnvironment environment) throws IOException {
        requirePort(address, 0);
        return GrpcAcceptor.listen(address, environment);
    }

    @Override
    public Connection connect(Endpoint address, ClientEnvironment environment) {
        requirePort(address, 1);
        return GrpcConnection.open(address, environment);
    }

    @Override
    public List<ConnectionOption<?>> options() {
        return ChannelOptions.ALL;
    }

    /** The .proto file. */
    @Override
    public Optional<Description> describe(Contract contract, Endpoint endpoint) {
        check(contract);
        return Optional.of(
                new Description("text/plain", ProtoSchema.of(contract).text()));
    }

    @Override
    public void leaveThread() {
        FastThreadLocal.removeAll();
    }

    private static void requirePort(Endpoint address, int lowest) {
        if (!address.isSocketFile() && address.port() < lowest)
            throw new IllegalArgumentException(
                    "no port in " + address + "; expected grpc://host:port/service, for example grpc://127.0.0.1:9000");
    }
}
