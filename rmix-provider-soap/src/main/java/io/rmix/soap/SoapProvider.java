package io.rmix.soap;

import io.rmix.Endpoint;
import io.rmix.contract.Contract;
import io.rmix.http.peer.HttpAcceptor;
import io.rmix.http.peer.HttpConnection;
import io.rmix.soap.xml.ParserBuffers;
import io.rmix.soap.xml.ServiceCodec;
import io.rmix.soap.xml.SoapVersion;
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
import java.util.stream.Stream;

/**
 * SOAP 1.1, or 1.2 if links say so, over HTTP/1.1: {@code soap://host:port/service} is what others call {@code http://host:port/service}, or
 * {@code https:} where TLS is configured. The WSDL is at {@code ?wsdl}.
 */
public final class SoapProvider implements Provider {
    private static final ConnectionOption<String> VERSION = ConnectionOption.choice(
            "version", List.of("1.1", "1.2"), "1.1", "SOAP version of requests; answers of either are understood");

    private static final List<ConnectionOption<?>> OPTIONS =
            Stream.concat(HttpConnection.OPTIONS.stream(), Stream.of(VERSION)).toList();

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
    public List<ConnectionOption<?>> options() {
        return OPTIONS;
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
        SoapVersion version = VERSION.in(environment).equals("1.1") ? SoapVersion.SOAP_11 : SoapVersion.SOAP_12;
        return new HttpConnection(address, environment, limits -> new SoapClient(limits, version));
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
