package io.rmix.interceptors;

import io.rmix.ClientInterceptor;
import io.rmix.Endpoint;
import io.rmix.Rmix;
import io.rmix.Security;
import io.rmix.ServerInterceptor;
import io.rmix.Stub;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A server and a client, each with an interceptor. */
record Pair(Rmix server, Rmix client, Stub<Desk> stub) implements AutoCloseable {
    static Pair at(String address, Desk servant, ServerInterceptor atServer, ClientInterceptor atClient)
            throws IOException {
        return at(
                address,
                servant,
                List.of(Security.loopbackOnly(), Security.loopbackOnly()),
                atServer,
                Optional.of(atClient));
    }

    /** @param security of the server and of the client */
    static Pair at(
            String address,
            Desk servant,
            List<Security> security,
            ServerInterceptor atServer,
            Optional<ClientInterceptor> atClient)
            throws IOException {
        Rmix server = Rmix.builder()
                .security(security.get(0))
                .serverInterceptor(atServer)
                .build();
        Rmix.Builder builder = Rmix.builder().security(security.get(1));
        atClient.ifPresent(builder::clientInterceptor);
        Rmix client = builder.build();
        Endpoint endpoint =
                server.export(Desk.class, servant, address + "/desk").endpoint();
        return new Pair(server, client, client.connect(Desk.class, endpoint));
    }

    Desk sync() {
        return stub.sync();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
