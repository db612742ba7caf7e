package io.rmix;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * Where an object can be called: {@code scheme://host:port/service}. The scheme chooses the provider. An endpoint without a
 * service names an address only.
 *
 * <p>A scheme that ends in {@code +unix} names a Unix domain socket of this machine, {@code grpc+unix:///path/to/file.sock/service}: the
 * absolute path up to the first segment that ends in {@code .sock} is the socket's file, and what follows is the service. Immutable.
 *
 * @param scheme lower case, such as {@code grpc}
 * @param host name, IPv4 or bracketed IPv6 address; for {@code local} any name; for {@code +unix} the socket's file: letters, digits,
 *     {@code . _ -} and {@code /}, without segments {@code .} and {@code ..}, at most 100 characters because systems take few more
 * @param port 0 to 65535, 0 to have one chosen when listening; -1 where the scheme has no ports, as {@code +unix}
 * @param service exported name of the object: letters, digits, {@code . _ -} and {@code /}; may be empty
 */
public record Endpoint(String scheme, String host, int port, String service) {
    private static final String UNIX = "+unix";
    private static final String SOCKET_ENDING = ".sock";
    private static final int SOCKET_LENGTH = 100;

    /** Checks the parts. */
    public Endpoint {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(service, "service");
        if (!scheme.matches("[a-z][a-z0-9+.-]*")) throw bad(scheme, "scheme must be lower case letters, digits, + . -");
        if (host.isEmpty()) throw bad(scheme + "://", "host is missing");
        if (port < -1 || port > 65535) throw bad(scheme + "://" + host + ":" + port, "port must be 0 to 65535");
        if (scheme.endsWith(UNIX)) checkSocket(scheme, host, port);
        if (!service.isEmpty() && !service.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*"))
            throw bad(service, "a service name has letters, digits, . _ - and single slashes between");
    }

    private static void checkSocket(String scheme, String file, int port) {
        String text = scheme + "://" + file;
        if (port >= 0) throw bad(text + ":" + port, "a socket's file has no port");
        if (!file.matches("(/[A-Za-z0-9_.-]+)+"))
            throw bad(
                    text, "a socket's file is an absolute path of letters, digits, . _ - with single slashes between");
        if (file.matches(".*/\\.{1,2}(/.*)?")) throw bad(text, "a socket's file has no . and .. in its path");
        int end = socketEnd(file);
        if (end != file.length())
            throw bad(text, "the first segment of a socket's file that ends in .sock is the last, and there is one");
        if (end > SOCKET_LENGTH)
            throw bad(text, "a socket's file has at most " + SOCKET_LENGTH + " characters, this one has " + end);
    }

    /** Where the first segment of a path that ends in {@code .sock} ends; -1 if there is none. */
    private static int socketEnd(String path) {
        int end = (path + "/").indexOf(SOCKET_ENDING + "/");
        return end < 0 ? -1 : end + SOCKET_ENDING.length();
    }

    /**
     * Parses {@code scheme://host:port/service}, or {@code scheme+unix:///path/to/file.sock/service}.
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
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null)
            throw bad(text, "query, fragment and user are not allowed");
        if (scheme.endsWith(UNIX)) return socket(scheme, uri, text);
        if (scheme.isEmpty() || uri.getHost() == null)
            throw bad(text, "expected scheme://host:port/service, for example grpc://127.0.0.1:9000/greeter");
        String path = uri.getPath() == null ? "" : uri.getPath();
        String service = path.startsWith("/") ? path.substring(1) : path;
        return new Endpoint(scheme, uri.getHost(), uri.getPort(), service);
    }

    private static Endpoint socket(String scheme, URI uri, String text) {
        String path = uri.getRawPath();
        int end = path == null ? -1 : socketEnd(path);
        if (uri.getRawAuthority() != null || end < 0)
            throw bad(
                    text,
                    "expected " + scheme
                            + ":///path/to/file.sock/service, with an absolute path and no host, for example " + scheme
                            + ":///run/user/1000/greeter.sock/greeter");
        String service = path.substring(end);
        return new Endpoint(scheme, path.substring(0, end), -1, service.startsWith("/") ? service.substring(1) : "");
    }

    private static IllegalArgumentException bad(String text, String why) {
        return new IllegalArgumentException("not an endpoint: '" + text + "': " + why);
    }

    /** Whether it is a Unix domain socket, whose file is {@link #host}; only processes of the same machine reach it. */
    public boolean isSocketFile() {
        return scheme.endsWith(UNIX);
    }

    /** The same address with another service. */
    public Endpoint withService(String name) {
        return new Endpoint(scheme, host, port, name);
    }

    /**
     * The same endpoint with another port.
     *
     * @throws IllegalArgumentException if it is no port, or this is a socket's file
     */
    public Endpoint withPort(int number) {
        return new Endpoint(scheme, host, number, service);
    }

    /** {@code scheme://host:port} or {@code scheme:///path/to/file.sock}, without the service. */
    public String address() {
        return scheme + "://" + host + (port < 0 ? "" : ":" + port);
    }

    /** What {@link #parse} reads. */
    @Override
    public String toString() {
        return service.isEmpty() ? address() : address() + "/" + service;
    }
}
