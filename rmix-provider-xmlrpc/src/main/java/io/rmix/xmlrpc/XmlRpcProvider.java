package io.rmix.xmlrpc;

import io.rmix.Endpoint;
import io.rmix.contract.Contract;
import io.rmix.http.peer.HttpAcceptor;
import io.rmix.http.peer.HttpConnection;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.ConnectionOption;
import io.rmix.spi.Description;
import io.rmix.spi.Provider;
import io.rmix.spi.ServerEnvironment;
import io.rmix.xmlrpc.value.ServiceCodec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * XML-RPC over HTTP/1.1: {@code xmlrpc://host:port/service} is what others call {@code http://host:port/RPC2}, or {@code https:} where
 * TLS is configured, with methods {@code service.operation}.
 */
public final class XmlRpcProvider implements Provider {
    @Override
    public String name() {
        return "xmlrpc";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("xmlrpc");
    }

    @Override
    public void check(Contract contract) {
        new ServiceCodec(contract, 1 << 20, 64);
    }

    @Override
    public List<ConnectionOption<?>> options() {
        return HttpConnection.OPTIONS;
    }

    @Override
    public Acceptor listen(Endpoint address, ServerEnvironment environment) throws IOException {
        if (address.port() < 0)
            throw new IOException("cannot bind " + address + ": a port is missing; 0 takes a free one");
        return new HttpAcceptor("rmix-xmlrpc", address, environment, XmlRpcServer::new);
    }

    @Override
    public Connection connect(Endpoint address, ClientEnvironment environment) {
        if (address.port() < 1)
            throw new IllegalArgumentException(address + ": a port is missing; expected xmlrpc://host:port/service");
        return new HttpConnection(address, environment, XmlRpcClient::new);
    }

    /** Methods and types in plain text: XML-RPC has no form of its own for that. */
    @Override
    public Optional<Description> describe(Contract contract, Endpoint endpoint) {
        String url = "http" + endpoint.address().substring(endpoint.scheme().length()) + Paths.DEFAULT;
        ServiceCodec codec = new ServiceCodec(contract, 1 << 20, 64);
        return Optional.of(
                new Description("text/plain", new ContractText(contract, codec).all(url, endpoint.service())));
    }
}
