package io.rmix;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * Where an object can be called: {@code scheme://host:port/service}. The scheme chooses the provider. An endpoint without a
 * service names an address only.
 *
 * @param scheme lower case, such as {@code grpc}
 * @param host name, IPv4 or bracketed IPv6 address; for {@code local} any name
 * @param port 0 to 65535, 0 to have one chosen when listening; -1 where the scheme has no ports
 * @param service exported name of the object: letters, digits, {@code . _ -} and {@code /}; may be empty
 */
public record Endpoint(String scheme, String host, int port, String service) {
    public Endpoint {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(service, "service");
        if (!scheme.matches("[a-z][a-z0-9+.-]*")) throw bad(scheme, "scheme must be lower case letters, digits, + . -");
        if (host.isEmpty()) throw bad(scheme + "://", "host is missing");
        if (port < -1 || port > 65535) throw bad(scheme + "://" + host + ":" + port, "port must be 0 to 65535");
        if (!service.isEmpty() && !service.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*"))
            throw bad(service, "a service name has letters, digits, . _ - and single slashes between");
    }

    /**
     * Parses {@code scheme://host:port/service}.
     *
     * @throws IllegalArgumentException if it is none, with what is wrong
     */
    public static Endpoint parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw bad(text, e.getReason());
        }
        if (uri.getScheme() == null || uri.getHost() == null)
            throw bad(text, "expected scheme://host:port/service, for example grpc://127.0.0.1:9000/greeter");
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null)
            throw bad(text, "query, fragment and user are not allowed");
        String path = uri.getPath() == null ? "" : uri.getPath();
        String service = path.startsWith("/") ? path.substring(1) : path;
        return new Endpoint(uri.getScheme().toLowerCase(Locale.ROOT), uri.getHost(), uri.getPort(), service);
    }

    private static IllegalArgumentException bad(String text, String why) {
        return new IllegalArgumentException("not an endpoint: '" + text + "': " + why);
    }

    /** The same address with another service. */
    public Endpoint withService(String name) {
        return new Endpoint(scheme, host, port, name);
    }

    /** The same endpoint with another port. */
    public Endpoint withPort(int number) {
        return new Endpoint(scheme, host, number, service);
    }

    /** {@code scheme://host:port}, without the service. */
    public String address() {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port);
    }

    @Override
    public String toString() {
        return service.isEmpty() ? address() : address() + "/" + service;
    }
}
