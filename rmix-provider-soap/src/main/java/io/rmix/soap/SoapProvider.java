package io.rmix.soap;

import io.rmix.Endpoint;
import io.rmix.contract.Contract;
import io.rmix.http.peer.HttpAcceptor;
import io.rmix.http.peer.HttpConnection;
import io.rmix.soap.xml.ParserBuffers;
import io.rmix.soap.xml.ServiceCodec;
import io.rmix.spi.Acceptor;
import io.rmix.spi.ClientEnvironment;
import io.rmix.spi.Connection;
import io.rmix.spi.Description;
import io.rmix.spi.Provider;
import io.rmix.spi.ServerEnvironment;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * SOAP 1.1 over HTTP/1.1: {@code soap://host:port/service} is what others call {@code http://host:port/service}, or
 * {@code https:} where TLS is configured. The WSDL is at {@code ?wsdl}.
 */
public final class SoapProvider implements Provider {
    @Override
    public String name() {
        return "soap";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("soap");
    }

    @Override
    public void check(Contract contract) {
        ServiceCodec.of(contract, 1 << 20, 64);
    }

    @Override
    public Acceptor listen(Endpoint address, ServerEnvironment environment) throws IOException {
        if (address.port() < 0)
            throw new IOException("cannot bind " + address + ": a port is missing; 0 takes a free one");
        return new HttpAcceptor("rmix-soap", address, environment, SoapServer::new);
    }

    @Override
    public Connection connect(Endpoint address, ClientEnvironment environment) {
        if (address.port() < 1)
            throw new IllegalArgumentException(address + ": a port is missing; expected soap://host:port/service");
        return new HttpConnection(address, environment, SoapClient::new);
    }

    /** The WSDL, with the endpoint as an {@code http:} address. */
    @Override
    public Optional<Description> describe(Contract contract, Endpoint endpoint) {
        String url = "http" + endpoint.toString().substring(endpoint.scheme().length());
        return Optional.of(new Description(
                "text/xml", ServiceCodec.of(contract, 1 << 20, 64).wsdl(url)));
    }

    @Override
    public void leaveThread() {
        ParserBuffers.leaveThread();
    }
}
